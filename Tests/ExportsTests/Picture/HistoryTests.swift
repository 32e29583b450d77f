import EventSourcing
import Talks
import TestSupport
import Testing

@testable import Exports

@Suite("The roster and the ledger beside a picture")
struct HistoryTests {
  @Test(
    "are on every day what the whole record, folded as of that day, says",
    arguments: 1...12 as ClosedRange<UInt64>)
  func everyDay(seed: UInt64) throws {
    let events = try RandomHistory(seed: seed, count: 120).events
    let entries = events.enumerated().map { index, event in
      Entry(
        position: Int64(index + 1), id: EventID(high: 0x7000, low: UInt64(index)), event: event,
        zones: UTCOnly())
    }
    let whole = Dossier.Process(slug: "talks", state: .fold(entries))
    let history = History([whole])
    let turns = Set(
      entries.flatMap { [$0.dating.firstDay, $0.dating.surelyBegun, $0.dating.lastDay].compactMap(\.self) })
    for day in Set(turns.flatMap { [$0 - 1, $0, $0 + 1] }).sorted().map(CivilDay.init(days:)) {
      let then = ProcessState.fold(entries, asOf: day)
      let expected = then.roster.seats.filter { $0.isTaken != .no }
      let sure = Set(expected.filter { $0.isTaken == .yes }.map(\.party))
      let maybe = Set(expected.filter { $0.isTaken == .unknown }.map(\.party)).subtracting(sure)
      let found = history.roster.compactMap { line in line.course.value(on: day).map { (line.party, $0) } }
      #expect(Set(found.filter { $0.1.isTaken == .yes }.map(\.0)) == sure, "\(day)")
      #expect(Set(found.filter { $0.1.isTaken == .unknown }.map(\.0)) == maybe, "\(day)")

      for (line, measure) in zip(history.ledger, whole.state.measures.all) {
        let standing = line.course.value(on: day) ?? .none
        let now = then.measures[measure.slug]
        let statuses = now?.statuses ?? [nil]
        if statuses.count == 1 {
          #expect(standing.words == statuses.first.flatMap { $0?.rawValue } ?? "", "\(day) \(measure.slug)")
        } else {
          #expect(standing.words.hasPrefix("unknown: "), "\(day) \(measure.slug)")
        }
        #expect(standing.isOverdue == (now?.isOverdue(on: day) == .yes), "\(day) \(measure.slug)")
      }
    }
  }

  @Test("turn overdue on the day that the rule says, whichever event set the deadline")
  func deadlines() throws {
    let record = try Record.of([
      #""type":"measure-pledged","on":"2000-06-01","as":"freeze","party":"kp","title":"A freeze""#,
      #""type":"measure-linked","on":"2000-07-01","measure":"freeze","deadline":"2000-08-01""#,
    ])
    let freeze = try #require(History(record.dossier().processes).ledger.first)
    func isOverdue(_ day: CivilDay) -> Bool? { freeze.course.value(on: day)?.isOverdue }
    let due = CivilDay(iso: "2000-08-01")!
    let owed = Obligation(isOpen: .yes, deadline: try EDTF("2000-08-01"))
    for day in (due.days - 5...due.days + 5).map(CivilDay.init(days:)) {
      #expect(isOverdue(day) == (owed.isOverdue(on: day) == .yes), "\(day)")
    }
    #expect(isOverdue(CivilDay(iso: "2000-07-20")!) == false)
    #expect(isOverdue(CivilDay(iso: "2000-08-20")!) == true)
  }

  @Test("say “unknown” with what may be, where a date leaves it open")
  func unknown() throws {
    let history = History(try story().dossier().processes)
    let freeze = try #require(history.ledger.first { $0.title == "A freeze" })
    #expect(freeze.course.value(on: CivilDay(iso: "2000-07-31")!)?.words == "pledged")
    #expect(freeze.course.value(on: CivilDay(iso: "2000-08-15")!)?.words == "unknown: pledged or implemented")
    #expect(freeze.course.value(on: CivilDay(iso: "2000-08-31")!)?.words == "implemented")
    #expect(freeze.course.value(on: CivilDay(iso: "2000-06-03")!) == nil)
    let kp = try #require(history.roster.first { $0.party.slug.text == "kp" })
    #expect(kp.course.value(on: CivilDay(iso: "2000-02-10")!)?.isTaken == .unknown)
    #expect(kp.course.value(on: CivilDay(iso: "2000-03-02")!)?.isTaken == .yes)
    #expect(kp.course.value(on: CivilDay(iso: "2001-05-01")!)?.isTaken == .no)
  }
}
