import EventSourcing
import EventStore
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("Tables of processes between which events are moved")
struct MovesTests {
  @Test("are kept up as a rebuild makes them, and hold every event once", arguments: 1...3)
  func keptUp(seed: UInt64) throws {
    let desk = try Desk()
    let processes = ["a", "b", "c"]
    var dice = Dice(seed: seed)
    var events: [(id: EventID, home: String)] = []
    for (index, process) in processes.enumerated() {
      let history = try RandomHistory(seed: seed * 10 + UInt64(index), count: 25).events
      let new = new(history, from: 100 * (index + 1))
      _ = try desk.log.append(new, to: process, expecting: .any)
      events += new.map { ($0.id, process) }
    }
    var moves: [(id: EventID, home: String)] = []
    for number in 0..<25 {
      var body: Event
      let home: String
      if let undone = moves.randomElement(using: &dice), Int.random(in: 0..<4, using: &dice) == 0 {
        var retraction = EventRetracted()
        (retraction.retracted, retraction.because) = (undone.id, "x")
        (body, home) = (Event(retraction), undone.home)
      } else {
        if number == 10 || number == 18 {
          // Their new names are processes from then on.
          var renaming = ProcessRenamed()
          let (from, to) = number == 10 ? ("a", "d") : ("d", "e")
          (renaming.from, renaming.because) = (try #require(Slug(from)), "x")
          let new = NewEvent(
            id: EventID(high: 7, low: UInt64(number)), body: Event(renaming), known: nil, by: "desk")
          _ = try desk.log.append([new], to: to, expecting: .any)
          events.append((new.id, to))
        }
        let event = try #require(events.filter { $0.id.high != 7 }.randomElement(using: &dice))
        var move = EventMoved()
        (move.moved, move.because) = (event.id, "x")
        move.to = try #require(Slug(processes.randomElement(using: &dice) ?? ""))
        (body, home) = (Event(move), event.home)
      }
      let id = EventID(high: 9, low: UInt64(number + 1))
      if body.correction?.destination != nil { moves.append((id, home)) }
      _ = try desk.log.append(
        [NewEvent(id: id, body: body, known: nil, by: "desk")], to: home, expecting: .any)
      if number % 5 == 0 { try desk.catchUp() }
    }
    var tables = try desk.reader()
    let rows = try tables.rows(TimelineRow.self)
    #expect(Set(rows.map(\.event.value)).count == rows.count && rows.count == events.count)
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
    let kept = try desk.picture()
    #expect(
      try desk.picture(asOf: "2100-01-01").filter { !$0.hasPrefix("process") }
        == kept.filter { !$0.hasPrefix("process") })
    try desk.rebuild().run(from: desk.log)
    #expect(try desk.picture() == kept)
    // A row that is read of all processes from few types is read of the same ones.
    var folded = try desk.reader(asOf: "2100-01-01")
    let governments = try folded.read(Wanted<AdministrationRow>.governments())
    #expect(try governments.map(\.cells) == tables.rows(AdministrationRow.self).map(\.cells))
  }
}
