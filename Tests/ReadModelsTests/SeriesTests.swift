import Answers
import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks
import TestSupport
import Testing

@Suite("Answers as of one day after another")
struct SeriesTests {
  /// A question, as it is asked day after day and as of one day.
  private struct Asked {
    let words: String
    let next: (CivilDay) throws -> String
    let alone: (inout RowReader<PostgresLog>) throws -> String

    init<Q: SeriesQuestion>(_ type: Q.Type, _ words: [String], _ reader: RowReader<PostgresLog>) throws {
      let question = try Q.parse(words)
      var series = try AnswerSeries(question, reader)
      self.words = "\(Q.name) \(words)"
      next = { try series.json(asOf: $0).text }
      alone = { try question.checkedAnswer(&$0).json.text }
    }
  }

  /// Compares each of some days of the series of every question with the answer as of that day alone, byte by byte.
  private func compare(
    _ desk: Desk, _ process: String, from first: String, days: Int32, every step: Int = 1,
    asKnown: Int64? = nil, accordingTo: String? = nil
  ) throws {
    func reader(_ day: CivilDay) throws -> RowReader<PostgresLog> {
      try desk.reader(asOf: day.description, asKnown: asKnown, accordingTo: accordingTo)
    }
    let first = try #require(CivilDay(iso: first))
    let questions = try [
      Asked(RosterQuestion.self, [process], reader(first)),
      Asked(RosterQuestion.self, [process, "--all"], reader(first)),
      Asked(ShowQuestion.self, [process], reader(first)),
      Asked(LedgerQuestion.self, [process], reader(first)),
      Asked(LedgerQuestion.self, [process, "--overdue"], reader(first)),
      Asked(LedgerQuestion.self, [process, "--balance"], reader(first)),
    ]
    for day in stride(from: first.days, to: first.days + days, by: step).map(CivilDay.init(days:)) {
      // One that reads and folds for the day alone.
      var reader = try reader(day)
      for question in questions {
        let (found, alone) = try (question.next(day), question.alone(&reader))
        try #require(found == alone, "\(question.words) on \(day)")
      }
    }
  }

  // MARK: A record in which everything happens that may

  private static func id(_ number: Int) -> EventID { EventID(high: 0x7000, low: UInt64(number)) }

  /// The id of the first event of the talks with a member.
  private static func id(_ member: String) -> EventID {
    id((talks.firstIndex { $0.contains(member) } ?? -1) + 1)
  }

  /// Events of the talks of 2000 and 2001, at positions from 1.
  private static let talks = [
    #""type":"process-defined","on":"2000","title":"Talks","tracks":["peace"]"#,
    #""type":"tier-planned","on":"2000-01-05","tier":1,"parties":["kp","us"]"#,
    #""type":"party-joined","on":"2000-02","party":"kp","role":"principal""#,
    #""type":"party-joined","on":"[2000-02-10..2000-03-10]","party":"us","role":"host""#,
    #""type":"party-joined","party":"cn""#,
    #""type":"round-convened","on":"2000-03-01/2000-03-04","as":"first","parties":["kp","us","jp"]"#,
    #""type":"round-convened","on":"2000-05-01","as":"second","parties":["kp","us","ru"],"place":{"name":"Beijing"}"#,
    #""type":"session-held","on":"2000-05-03","round":"second","parties":["kp","us"]"#,
    #""type":"contact-held","on":"2000-05-20/2000-05-23","kind":"summit","parties":["kp","us","ru"],"place":{"name":"Oslo"}"#,
    #""type":"round-convened","on":"2000-08","as":"third","until":"[2000-09-03..2000-09-06]","parties":["kp","us","jp"]"#,
    #""type":"measure-pledged","on":"2000-03-04","as":"freeze","party":"kp","deadline":"2000-07","title":"A freeze","track":"peace""#,
    #""type":"measure-pledged","on":"2000-03-04~","as":"oil","party":"us","to":["kp"],"in-return-for":["freeze"],"deadline":"2000-10-01","quantity":{"amount":"500","unit":"t"}"#,
    #""type":"measure-implemented","on":"2000-07-20/2000-08-10","measure":"freeze","party":"kp","track":"peace""#,
    #""type":"measure-implemented","on":"[2000-10-05..2000-11-05]","measure":"oil","party":"us","quantity":{"amount":"200","unit":"t"}"#,
    #""type":"measure-verified","on":"2000-12","measure":"freeze","party":"us","result":"found-otherwise""#,
    #""type":"agreement-signed","on":"2000-03-04","as":"statement","parties":["kp","us"],"from":"2000-04-01","until":"2001-06-30","notice":"P90D""#,
    #""type":"agreement-suspended","on":"2000-11-01","agreement":"statement","party":"us","until":"2000-12-15""#,
    #""type":"agreement-renounced","on":"2001-01-10","agreement":"statement","party":"kp""#,
    #""type":"setback-occurred","on":"2000-09","as":"test","kind":"missile-test","party":"kp","track":"peace""#,
    #""type":"setback-overcome","on":"2001-02-01","setback":"test""#,
    #""type":"talks-suspended","on":"2000-12-20","reason":"a test""#,
    #""type":"talks-resumed","on":"2001-03""#,
    #""type":"party-withdrew","on":"2001-04","party":"us","kind":"walk-out""#,
    #""type":"party-returned","on":"2001-04-20","party":"us""#,
    #""type":"party-withdrew","on":"2001-01-15","party":"jp""#,
    #""type":"administration-changed","on":"2001-01-20","party":"us","head":"Bush""#,
    #""type":"administration-changed","on":"1993-01-20","party":"us","head":"Clinton""#,
    #""type":"contact-held","on":"2001-06-10","kind":"phone","parties":["kp","us"],"zone":"Asia/Seoul""#,
    #""type":"round-convened","on":"2001-05-01T02:00+14:00","as":"fourth","parties":["kp","kr"]"#,
    #""type":"round-convened","on":"2001-04-30T20:00-10:00","as":"fifth","parties":["us","kr"]"#,
    #""type":"measure-pledged","as":"word","party":"cn","track":"peace","title":"A word""#,
    #""type":"coverage-stated","until":"2001-10-31""#,
    #""type":"talks-closed","on":"2001-11""#,
    #""type":"measure-pledged","on":"2000-03","as":"fuel","party":"us","deadline":"2000-09""#,
    #""type":"agreement-ratified","on":"2000-06-15","agreement":"statement","party":"us""#,
  ]

  /// What is said of these.
  private static let corrections = [
    #""type":"event-amended","amended":"\#(id("\"as\":\"freeze\""))","set":["deadline=2000-06-15"],"because":"a slip""#,
    #""type":"event-retracted","retracted":"\#(id("\"kind\":\"summit\""))","because":"there was no such meeting""#,
    #""type":"event-disputed","disputed":"\#(id("\"as\":\"test\""))","party":"kp","account":["on=2000-10-03"]"#,
    #""type":"event-disputed","disputed":"\#(id("\"party\":\"kp\",\"role\""))","party":"us","denied":true"#,
    #""type":"events-merged","merged":"\#(id("\"as\":\"fuel\""))","into":"\#(id("\"as\":\"oil\""))","because":"the same""#,
    #""type":"event-moved","moved":"\#(id("\"kind\":\"phone\""))","to":"border","because":"it was about the border""#,
  ]

  private static let border = [
    #""type":"process-defined","on":"2000-01-01","title":"Border""#,
    #""type":"measure-pledged","on":"2000-06-01","as":"posts","party":"kr","in-return-for":["talks/freeze"]"#,
    #""type":"measure-implemented","on":"2001-02","measure":"posts","party":"kr""#,
    #""type":"administration-changed","on":"[2000-08-01..2000-08-20]","party":"kp","head":"Kim","acting":true"#,
    #""type":"party-joined","on":"2000-06-01","party":"kr""#,
  ]

  /// A line in the current form of its type.
  private static func inCurrentForm(_ line: String) -> String {
    let version = line.split(separator: "\"").dropFirst(2).first.flatMap {
      Catalogue.type(named: String($0))
    }?.version
    return version.map { $0 > 1 ? "\"form\":\($0),\(line)" : line } ?? line
  }

  private func desk() throws -> Desk {
    let desk = try Desk()
    var number = 0
    for (process, lines) in [("talks", Self.talks + Self.corrections), ("border", Self.border)] {
      let events = try events(lines.map(Self.inCurrentForm)).map { event in
        number += 1
        // A third of it was learned later.
        let known = 1_600_000_000_000_000 + (number % 3 == 0 ? 1_000_000 : Int64(0))
        return NewEvent(id: Self.id(number), body: event, known: known, by: "desk")
      }
      _ = try desk.log.append(events, to: process, expecting: .none)
    }
    return desk
  }

  @Test("are on every day what the answer as of that day is")
  func everyDay() throws {
    try compare(desk(), "talks", from: "1999-12-25", days: 730)
  }

  @Test("are so by what was known at a time, and according to a party")
  func standpoints() throws {
    let desk = try desk()
    try compare(desk, "talks", from: "2000-01-20", days: 120, asKnown: 1_600_000_000_000_000)
    try compare(desk, "talks", from: "2000-07-20", days: 120, accordingTo: "kp")
    try compare(desk, "border", from: "2000-05-25", days: 120)
  }

  @Test("are so when days are left out, and long before and after the record")
  func steps() throws {
    let desk = try desk()
    try compare(desk, "talks", from: "1990-01-01", days: 8000, every: 97)
  }

  @Test("are so of any record", arguments: 1...3 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    let desk = try Desk()
    let events = try RandomHistory(seed: seed, count: 90, isCorrected: true).events
    let new = events.enumerated().map { index, event in
      NewEvent(id: Self.id(index + 1), body: event, known: nil, by: "desk")
    }
    _ = try desk.log.append(new, to: "talks", expecting: .none)
    try compare(desk, "talks", from: "\(2000 + seed)-06-01", days: 60)
    try compare(desk, "talks", from: "1999-06-01", days: 4500, every: 67)
  }

  @Test("are read from the log once, and rendered once where nothing changes")
  func economy() throws {
    let desk = try desk()
    let question = try RosterQuestion.parse(["border"])
    var series = try AnswerSeries(question, desk.reader(asOf: "2002-01-01"))
    let first = try #require(CivilDay(iso: "2002-01-01"))
    let begun = try series.json(asOf: first).text
    // What is recorded meanwhile is not of the record that the first answer is from.
    let late = try events([#""type":"party-joined","on":"2002-01-02","party":"kp""#])[0]
    _ = try desk.log.append(
      [NewEvent(id: Self.id(99), body: late, known: nil, by: "desk")], to: "border", expecting: .any)
    let then = try series.json(asOf: CivilDay(days: first.days + 30)).text
    #expect(then == begun.replacing("2002-01-01", with: "2002-01-31"))
  }
}

@Suite("A roster that is folded going from day to day")
struct RosterFoldTests {
  @Test(
    "is on every day that of the record folded as of that day",
    arguments: 1...4 as ClosedRange<UInt64>)
  func everyDay(seed: UInt64) throws {
    // Of what rosters rest on, so that much happens to them.
    let events = try RandomHistory(seed: seed, count: 250).events.filter {
      $0.detail.presence != nil || $0.detail.roundStep != nil || $0.detail.turn != nil
        || $0.detail.meeting != nil
    }
    let entries = events.enumerated().map { index, event in
      Entry(
        position: Int64(index + 1), id: EventID(high: 0x7000, low: UInt64(index)), event: event,
        zones: UTCOnly())
    }
    let record = CorrectedRecord(entries)
    var (all, present) = (RosterFold(record), RosterFold(record))
    var isSame = true
    for day in (10_950..<14_650).map(CivilDay.init(days:)) where isSame {
      let expected = RosterRow.rows(.fold(record, asOf: day))
      let found = RosterRow.rows(all.state(on: day, withPast: true))
      isSame = found == expected
      let shown = RosterRow.rows(present.state(on: day, withPast: false)).filter { $0.atTable != .no }
      isSame = isSame && shown == expected.filter { $0.atTable != .no }
      // Those that a turning day does not show to change stay as they are.
      #expect(isSame, "\(day)")
    }
  }
}
