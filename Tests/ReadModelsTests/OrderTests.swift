import EventSourcing
import EventStore
import ReadModels
import Talks
import TestSupport
import Testing

@Suite("The tables of a history")
struct OrderTests {
  @Test("do not depend on the order in which it was logged", arguments: 1...20 as ClosedRange<UInt64>)
  func shuffled(seed: UInt64) throws {
    let events = new(try RandomHistory(seed: seed, count: 80).events)
    var dice = Dice(seed: seed)
    let (inOrder, shuffled) = (try Desk(), try Desk())
    _ = try inOrder.log.append(events, to: "talks", expecting: .none)
    var rest = events.shuffled(using: &dice)[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Int.random(in: 1...30, using: &dice))
      rest = rest.dropFirst(batch.count)
      _ = try shuffled.log.append(Array(batch), to: "talks", expecting: .any)
      try shuffled.catchUp()
    }
    let wanted = try inOrder.picture()
    #expect(wanted.count > 80)
    #expect(try shuffled.picture() == wanted)
    for day in ["2002-06-30", "2006-01-01"] {
      #expect(try shuffled.picture(asOf: day) == inOrder.picture(asOf: day))
    }
  }

  @Test("are the same kept up and rebuilt", arguments: 31...36 as ClosedRange<UInt64>)
  func rebuilt(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let desk = try Desk()
    for (number, process) in ["a", "b", "c", "a", "b"].enumerated() {
      let events = try RandomHistory(seed: seed * 10 + UInt64(number), count: 30).events
      _ = try desk.log.append(
        new(events.shuffled(using: &dice), from: number * 100 + 1), to: process, expecting: .any)
      try desk.catchUp()
    }
    let (outcome, differences) = try desk.rebuild().check(from: desk.log)
    #expect(differences == [])
    #expect(outcome.events == 150 && outcome.processes == 3 && outcome.head == 150)
    let before = try desk.picture()
    try desk.rebuild().run(from: desk.log)
    #expect(try desk.picture() == before)
  }
}
