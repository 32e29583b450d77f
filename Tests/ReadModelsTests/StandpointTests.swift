import Answers
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
        id: EventID(high: 0x7000, low: UInt64(index) + 1), body: event,
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
          var answers = try desk.reader(asOf: asOf, asKnown: asKnown, accordingTo: accordingTo)
          // Accounts, and the sources of accounts, are not of the history that they dispute.
          func compare<R: Projected>(_ type: R.Type) throws {
            // The history that nobody corrects has other positions, and nothing that counts no longer.
            func told(_ row: R) -> [Cell] {
              R.fields.filter { !["last_position", "retracted"].contains($0.name) }.map {
                $0(row).wrappedValue
              }
            }
            let expected = R.rows(asOf == nil && R.reachesBeyondToday ? all : state)
            // A search holds also what no longer counts.
            let rows = try answers.rows(type, of: "talks").filter { ($0 as? SearchRow)?.counts ?? true }
            #expect(
              rows.map(told) == expected.map(told),
              "\(R.name) \(asOf ?? "-") \(asKnown ?? 0) \(accordingTo ?? "-")")
          }
          for type in RowTypes.all where type != AccountRow.self && type != SourceRow.self {
            try compare(type)
          }
        }
      }
    }
    var before = try desk.reader(asKnown: Self.start - 1)
    #expect(throws: NothingKnown.self) { try before.rows(RosterRow.self, of: "talks") }
    #expect(throws: NoSuchProcess.self) { try before.rows(RosterRow.self, of: "no-such") }
    #expect(try before.rows(ProcessRow.self).isEmpty)
  }

  private func order(_ answers: RowReader<PostgresLog>) throws -> [Int64] {
    var (answers, positions) = (answers, [Int64]())
    try answers.forEachEvent { positions.append($0.position) }
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
      var answers = try desk.reader(today: today)
      let all = try answers.rows(ProcessRow.self)
      #expect(all.map(\.process) == ["a", "b"])
      #expect(all[0].standing == .known(today == "2026-11-25" ? .open : .closed))
      #expect(all[1].standing == .known(.open))
      let one = try answers.rows(ProcessRow.self, of: "a")
      #expect(one.count == 1 && one[0].standing == all[0].standing)
      #expect(try answers.rows(TimelineRow.self).count == 3)
      var known = try desk.reader(asKnown: .max, today: today)
      #expect(try known.rows(TimelineRow.self).count == 3)
      #expect(try known.rows(ProcessRow.self)[0].standing == all[0].standing)
      #expect(try order(known) == order(answers))
    }
  }
}
