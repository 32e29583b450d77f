import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("From a standpoint, an answer")
struct StandpointTests {
  private static let hour: Int64 = 3_600_000_000
  private static let start: Int64 = 1_600_000_000_000_000
  private static let today = "2026-11-25"

  /// Events of every type, learned in another order than that in which they happened.
  private func history(seed: UInt64) throws -> [NewEvent<Event>] {
    let events = try RandomHistory(seed: seed, count: 120, isCorrected: true).events
    var dice = Dice(seed: seed)
    let order = Array(events.indices).shuffled(using: &dice)
    return zip(events.indices, events).map { index, event in
      NewEvent(
        id: EventID(high: 8, low: UInt64(index) + 1), body: event,
        known: Self.start + Int64(order[index]) * Self.hour, by: "desk")
    }
  }

  @Test(
    "equals a fold from scratch of what was known then, up to that day",
    arguments: 1...8 as ClosedRange<UInt64>)
  func reference(seed: UInt64) throws {
    let desk = try Desk()
    let events = try history(seed: seed)
    _ = try desk.log.append(events, to: "talks", expecting: .none)
    let today = try #require(CivilDay(iso: Self.today))
    for asOf in [nil, "2001-06-01", "2004-03-17", "2008-12-31"] {
      for asKnown in [nil, Self.start, Self.start + 20 * Self.hour, Self.start + 55 * Self.hour + 1] {
        // Positions count from 1 in the order of the append.
        let entries = events.enumerated().filter { $0.element.known ?? 0 <= asKnown ?? .max }.map {
          Entry(
            position: Int64($0.offset + 1), id: $0.element.id, event: $0.element.body, zones: UTCOnly())
        }
        for accordingTo in [nil, "kp", "A press"] {
          let plain = try Reference(recorded: entries, accordingTo: accordingTo).plain()
          let state = ProcessState.fold(plain, asOf: asOf.flatMap { CivilDay(iso: $0) } ?? today)
          let all = ProcessState.fold(plain)
          var answers = try desk.answers(asOf: asOf, asKnown: asKnown, accordingTo: accordingTo)
          // Accounts, and the sources of accounts, are not of the history that they dispute.
          let plainly = Projections.all.filter { $0 != AccountProjection.self && $0 != SourceProjection.self }
          for projection in plainly {
            let table = try answers.table(projection, process: "talks")
            let hidden = table.columns.firstIndex { $0.name == "last_position" }
            func told(_ cells: [Cell]) -> [Cell] { cells.indices.filter { $0 != hidden }.map { cells[$0] } }
            let expected = projection.rows(asOf == nil && projection.reachesBeyondToday ? all : state)
            // A search holds also what no longer counts.
            let counts = table.columns.firstIndex { $0.name == "counts" }
            let rows = table.rows.filter { row in counts.map { row.cells[$0] == .boolean(true) } ?? true }
            #expect(
              rows.map { told($0.cells) } == expected.map { told($0.map(\.cell)) },
              "\(projection.name) \(asOf ?? "-") \(asKnown ?? 0) \(accordingTo ?? "-")")
          }
        }
      }
    }
    var before = try desk.answers(asKnown: Self.start - 1)
    #expect(throws: NothingKnown.self) { try before.table(RosterProjection.self, process: "talks") }
    #expect(throws: NoSuchProcess.self) { try before.table(RosterProjection.self, process: "no-such") }
    #expect(try before.table(ProcessProjection.self).rows.isEmpty)
  }

  private func order(_ answers: Answers<PostgresLog>) throws -> [Int64] {
    var (answers, positions) = (answers, [Int64]())
    try answers.chronology { positions += $0.map(\.position) }
    return positions
  }

  @Test("about today leaves out what is dated later, but not from the timeline")
  func future() throws {
    let desk = try Desk()
    func log(_ process: String, _ detail: any EventType, _ day: String, _ number: Int) throws {
      _ = try desk.log.append(new([Event(detail, on: EDTF(day))], from: number), to: process, expecting: .any)
    }
    try log("a", TalksOpened(), "2020-01-01", 1)
    try log("a", TalksClosed(), "2031-02-01", 2)
    try log("b", TalksOpened(), "2021-01-01", 3)
    for today in ["2026-11-25", "2031-02-01"] {
      var answers = try desk.answers(today: today)
      let all = try answers.table(ProcessProjection.self)
      #expect(all.rows.map(\.process) == ["a", "b"])
      #expect(all[0, "standing"] == .text(today == "2026-11-25" ? "open" : "closed"))
      #expect(all[1, "standing"] == .text("open"))
      let one = try answers.table(ProcessProjection.self, process: "a")
      #expect(one.rows.count == 1 && one[0, "standing"] == all[0, "standing"])
      #expect(try answers.table(TimelineProjection.self).rows.count == 3)
      var known = try desk.answers(asKnown: .max, today: today)
      #expect(try known.table(TimelineProjection.self).rows.count == 3)
      #expect(try known.table(ProcessProjection.self)[0, "standing"] == all[0, "standing"])
      #expect(try order(known) == order(answers))
    }
  }
}
