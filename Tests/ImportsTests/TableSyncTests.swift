import EventSourcing
import Foundation
import Imports
import Synchronization
import Talks
import TestSupport
import Testing

@Suite("A new version of a table")
struct TableSyncTests {
  private let key: [String: Any?] = [
    "key": "No", "fields": ["on": "Date", "title": "Title", "summary": "More"],
  ]

  private func table(_ rows: String...) -> [String] { ["No,Date,Title,More"] + rows }

  private func outcomes(_ report: SyncReport) -> [String] {
    report.steps.map { "\($0.outcome.rawValue) \($0.row ?? "-")" }
  }

  @Test("becomes new, amended, retracted events, and what was known before stays askable")
  func versions() throws {
    let log = log()
    let first = table("1,2001,a,", "2,2002,b,x", "3,2003,c,", "4,2004,d,", "5,2005,e,")
    #expect(try log.sync(first, key, known: 1).count(.new) == 5)
    let second = try log.sync(
      table("1,2001,a,", "2,2002-06,B,", "3,2003,c,y", "5,2005,e,", "6,2006,f,"), key, known: 2)
    #expect(outcomes(second) == ["amended 2", "amended 3", "new 6", "retracted 4"] && second.unchanged == 2)
    #expect(second.steps[0].changes == ["on=2002-06", "summary=", "title=B"])
    #expect(try log.telling("p", knownBy: 1) == ["2001 a", "2002 b", "2003 c", "2004 d", "2005 e"])
    #expect(try log.telling("p") == ["2001 a", "2002-06 B", "2003 c", "2005 e", "2006 f"])
    let third = try log.sync(
      table("1,2001,a,", "2,2002,b,x", "3,2003,c,y", "4,2004,D,", "5,2005,e,", "6,2006,f,"), key, known: 3)
    #expect(outcomes(third) == ["amended 2", "reappeared 4"])
    #expect(try log.telling("p", knownBy: 2) == ["2001 a", "2002-06 B", "2003 c", "2005 e", "2006 f"])
    #expect(try log.telling("p") == ["2001 a", "2002 b", "2003 c", "2004 D", "2005 e", "2006 f"])
    // The second version once more, and every correction is one of its own.
    let fourth = try log.sync(
      table("1,2001,a,", "2,2002-06,B,", "3,2003,c,y", "5,2005,e,", "6,2006,f,"), key, known: 4)
    #expect(outcomes(fourth) == ["amended 2", "retracted 4"])
    #expect(try log.telling("p") == ["2001 a", "2002-06 B", "2003 c", "2005 e", "2006 f"])
    let head = log.head()
    let again = try log.sync(
      table("1,2001,a,", "2,2002-06,B,", "3,2003,c,y", "5,2005,e,", "6,2006,f,"), key, known: 4)
    #expect(again.steps.isEmpty && again.unchanged == 5 && log.head() == head)
    let correction = try #require(log.events(of: "p").first { $0.body.type.isEditorial })
    #expect(correction.body.origin?.description == "table#2" && correction.known == 2)
    #expect((correction.body.detail as? EventAmended)?.because == "A new version")
  }

  @Test("goes on from an import, and from a sync that another has overtaken")
  func imported() throws {
    let log = log()
    try log.take(table: table("1,2001,a,", "2,2002,b,"), key)
    #expect(try log.sync(table("1,2001,a,", "2,2002,b,"), key).unchanged == 2)
    let troubled = Troubled(log, after: 0) { beneath in
      try beneath.take([#"{"process":"p","type":"note-added","on":"2001","title":"Theirs"}"#])
    }
    #expect(outcomes(try troubled.sync(table("1,2001,A,", "2,2002,b,"), key)) == ["amended 1"])
    #expect(try log.telling("p") == ["2001 A", "2002 b", "2001 Theirs"])
    let always = Troubled(log, after: 0) { _ in throw AppendRefusal.conflict(stream: "p", actual: 9) }
    #expect(outcomes(try always.sync(table("1,2001,a,", "2,2002,b,"), key)) == ["amended 1"])
  }

  @Test("is refused where it is empty, or has lost more than it may, and nothing is recorded")
  func shrunken() throws {
    let log = log()
    let rows = (1...10).map { "\($0),2001,row \($0)," }
    try log.take(table: ["No,Date,Title,More"] + rows, key)
    for (count, gone) in [(0, 10), (7, 3)] {
      let said = complaint { try log.sync(["No,Date,Title,More"] + rows.prefix(count), key) }
      #expect(
        said.contains(
          "” has \(count) rows, and \(gone) of the 10 that were recorded are not among them: more than 20 in a hundred. Nothing was recorded; if they are to be retracted, say --max-removed 100."
        ), "\(said)")
      #expect(log.head() == 10)
    }
    #expect(try log.sync(["No,Date,Title,More"] + rows.prefix(8), key).count(.retracted) == 2)
    #expect(try log.sync(["No,Date,Title,More"], key) { $0.maxRemoved = 100 }.count(.retracted) == 8)
    #expect(try log.telling("p").isEmpty)
    #expect(try log.sync(["No,Date,Title,More"] + rows, key).count(.reappeared) == 10)
    #expect(try log.telling("p").count == 10)
    #expect(
      complaint { try InMemoryLog<Event> { 1 }.sync(["No,Date,Title,More"], key) }.hasPrefix(
        "There is no event"))
  }

  @Test("with a bad row is refused as a whole, since the row would seem to have gone")
  func badRow() throws {
    let log = log()
    try log.take(table: table("1,2001,a,", "2,2002,b,"), key)
    #expect(complaint { try log.sync(table("1,20O1,a,", "2,2002,B,"), key) }.contains(":2: Column “Date”: "))
    #expect(
      complaint { try log.sync(table("1,2001,a,", "1,2002,b,"), key) }.contains(
        ":3: The key “1” stands in a row above, with other content"))
    let parties: [String: Any?] = [
      "key": "No", "fields": ["on": "Date", "title": "Title", "parties": "More"],
    ]
    #expect(
      complaint { try log.sync(table("1,2001,a,nobody", "2,2002,b,nobody"), parties) }.contains(
        ":3: Column “More”: There is no party “nobody”."))
    #expect(log.head() == 2)
  }

  @Test("leaves alone what people have corrected, except in a field that the table changes")
  func byHand() throws {
    let log = log()
    let rows = table("1,2001,a,x", "2,2002,b,", "3,2003,c,")
    try log.take(table: rows, key)
    let ids = log.events(of: "p").map(\.id)
    try log.take([
      #"{"process":"p","type":"event-amended","amended":"\#(ids[0])","set":["title=Ours","summary=ours"],"because":"seen"}"#,
      #"{"process":"p","type":"event-retracted","retracted":"\#(ids[1])","because":"rumour"}"#,
    ])
    #expect(try log.sync(rows, key).unchanged == 3)
    #expect(try log.telling("p") == ["2001 Ours", "2003 c"])
    let report = try log.sync(table("1,2001,theirs,x", "2,2002,still,", "3,2003,c,"), key)
    #expect(outcomes(report) == ["amended 1", "amended 2"])
    #expect(try log.telling("p") == ["2001 theirs", "2003 c"])
    let own = Corrections(
      of: log.events(of: "p").map {
        Entry(position: $0.position, id: $0.id, event: $0.body, zones: UTCOnly())
      })
    #expect(own.entries[0].event.summary == "ours")
  }

  @Test("replaces an event where the row moves to another process, type or name")
  func replaced() throws {
    let log = log()
    let map: [String: Any?] = [
      "key": "No", "process": ["column": "Date"],
      "type": [
        "column": "More", "values": ["": "note-added", "s": "setback-occurred"], "default": "note-added",
      ],
      "fields": ["on": ["constant": "2001"], "title": "Title"],
    ]
    try log.take(table: table("1,p,a,", "2,p,b,s"), map)
    let report = try log.sync(table("1,q,a,", "2,p,b,"), map)
    #expect(outcomes(report) == ["replaced 1", "replaced 2"])
    #expect(try log.telling("q") == ["2001 a"] && log.telling("p") == ["2001 b"])
    #expect(outcomes(try log.sync(table("1,p,a,", "2,p,b,"), map)) == ["replaced 1"])
    #expect(try log.telling("q").isEmpty && log.telling("p") == ["2001 b", "2001 a"])
    #expect(try log.sync(table("1,p,a,", "2,p,b,"), map).unchanged == 2)
  }

  @Test("does not bring back what was erased")
  func erased() throws {
    let log = InMemoryLog<Event> { 1_700_000_000_000_000 }
    try log.take(table: table("2,2002,b,"), key)
    let gone = Origin(table: try Slug(typed: "table"), key: "1")
    #expect(gone.description == "table#1")
    // The id of the row's event, from a log in which it was not erased.
    let elsewhere = InMemoryLog<Event> { 1_700_000_000_000_000 }
    try elsewhere.take(table: table("1,2001,a,"), key)
    var erasure = EventErased()
    erasure.erased = elsewhere.events(of: "p")[0].id.description
    erasure.because = "asked"
    _ = try log.append(
      [
        NewEvent(
          id: EventID(high: 1, low: 1), body: Event(erasure, on: try EDTF("2020")), known: nil, by: "desk")
      ],
      to: "p", expecting: .any)
    let report = try log.sync(table("1,2001,a,", "2,2002,b,"), key)
    #expect(report.erased == 1 && report.unchanged == 1 && report.steps.isEmpty)
  }

  @Test("that was learned before the last one is refused; one without a change records nothing")
  func order() throws {
    let log = log()
    try log.sync(table("1,2001,a,"), key, known: 2_000_000)
    #expect(
      complaint { try log.sync(table("1,2001,b,"), key, known: 1) }
        == "A version of this table was learned at 1970-01-01T00:00:02.000000Z already, and versions are taken in their order; give a later --known."
    )
    #expect(try log.sync(table("1,2001,a,"), key, known: 3_000_000).steps.isEmpty)
    #expect(try log.sync(table("1,2001,b,"), key) { $0.reading.isDryRun = true }.count(.amended) == 1)
    #expect(log.head() == 1)
  }

  // MARK: Without a key

  private func plain(_ rows: String...) -> [String] { ["Date,Title"] + rows }

  @Test("without a key finds rows by what they say, then by how like they are")
  func likeness() throws {
    let log = log()
    try log.take(
      table: plain(
        "2001-01-01,Rocket lands in the sea east of Wonsan", "2001-02-01,Talks resume",
        "2001-02-01,Talks resume",
        "2002-01-01,A drill", "2003,Old", "2004,Older"))
    let report = try log.sync(
      plain(
        "2002-01-01,A drill", "2001-01-02,Rocket lands in the sea east of Wonsan", "2001-02-01,Talks resume",
        "2001-02-01,Talks resume", "2003,Old", "2004,Older", "2009-01-01,Something else"))
    #expect(
      report.steps.map { "\($0.outcome.rawValue) \($0.title) \($0.changes)" } == [
        "amended Rocket lands in the sea east of Wonsan [\"on=2001-01-02\"]", "new Something else []",
      ])
    #expect(report.unchanged == 5 && report.doubts.isEmpty)
    // What the row said at first comes back as a row of its own.
    let both = try log.sync(
      plain(
        "2002-01-01,A drill", "2001-01-02,Rocket lands in the sea east of Wonsan", "2001-02-01,Talks resume",
        "2001-02-01,Talks resume", "2003,Old", "2004,Older", "2009-01-01,Something else",
        "2001-01-01,Rocket lands in the sea east of Wonsan"))
    #expect(both.count(.new) == 1 && both.unchanged == 7)
    #expect(try log.telling("p").count == 8)
  }

  @Test("lists doubtful rows, and records of them what somebody answers")
  func doubtful() throws {
    func fresh() throws -> InMemoryLog<Event> {
      let log = log()
      try log.take(
        table: plain("2001-01-01,First rocket falls", "2001-01-03,Second rocket falls", "2005,x", "2006,y"))
      return log
    }
    let next = plain("2001-01-02,A rocket falls", "2005,x", "2006,y", "2001-01-03,Second rocket falls")
    let open = try fresh()
    let report = try open.sync(next)
    #expect(report.steps.isEmpty && report.unchanged == 3 && open.head() == 4)
    let doubt = try #require(report.doubts.first)
    #expect(report.doubts.count == 1 && doubt.line == 2 && doubt.title == "A rocket falls")
    // Words: two of the three of each are in both, 2·2/6. Date: 30/31, of one day apart. (6·2/3 + 2·30/31) / 8 = 0.742.
    #expect(doubt.candidates.map(\.position) == [1] && doubt.candidates[0].likeness == 74)
    let id = doubt.candidates[0].id

    let same = try fresh()
    #expect(try same.sync(next) { $0.answers[2] = .same(id) }.count(.amended) == 1)
    #expect(try same.telling("p").first == "2001-01-02 A rocket falls")
    #expect(try same.sync(next).unchanged == 4)

    let different = try fresh()
    let told = try different.sync(next) {
      $0.answers[2] = .different
      $0.maxRemoved = 25
    }
    #expect(told.count(.new) == 1 && told.count(.retracted) == 1)

    let accepted = try fresh()
    #expect(try accepted.sync(next) { $0.acceptsDoubtful = true }.count(.amended) == 1)

    #expect(
      complaint { try fresh().sync(next) { $0.answers[3] = .different } }
        == "No row in line 3 is in doubt; leave out --same and --different for it.")
    let other = EventID(high: 1, low: 1)
    #expect(
      complaint { try fresh().sync(next) { $0.answers[2] = .same(other) } }.hasPrefix(
        "The row in line 2 cannot be the event \(other)"))
    #expect(
      complaint { try fresh().sync(table("1,2001,a,"), key) { $0.answers[2] = .different } }.hasPrefix(
        "No row in"))
  }

  @Test("takes two rows that are as like to one event for doubtful")
  func rivals() throws {
    let log = log()
    try log.take(table: plain("2001-01-02,Rocket falls", "2005,x", "2006,y", "2007,z", "2008,w"))
    let report = try log.sync(
      plain("2001-01-01,Rocket falls", "2001-01-03,Rocket falls", "2005,x", "2006,y", "2007,z", "2008,w"))
    #expect(report.doubts.map(\.line) == [2, 3] && report.steps.isEmpty)
  }

  /// The words of a launch as tables of launches tell them; they differ in what is told.
  private static let texts = [
    "North Korea fired one short-range ballistic missile from the Wonsan area at 05:27 local time, which flew some 250 kilometres to an altitude of 30 kilometres before it fell into the sea",
    "A Hwasong-12 went up from Kusong on a steep path, reached more than two thousand kilometres and came down thirty minutes later off Vladivostok according to Tokyo",
    "Cruise missiles were launched from the coast near Sinpo; the joint chiefs in Seoul spoke of several and named no range",
  ]

  private let launches: [String: Any?] = [
    "fields": ["on": "Date", "title": "Title", "summary": "More", "sources": "Source"]
  ]

  private func launches(_ rows: (date: String, text: String, source: String)...) -> [String] {
    ["Date,Title,More,Source"] + rows.map { "\($0.date),Missile test,\"\($0.text)\",\($0.source)" }
  }

  @Test("knows rows of one generic title apart by their texts and sources")
  func genericTitles() throws {
    let log = log()
    let (a, b, c) = (Self.texts[0], Self.texts[1], Self.texts[2])
    try log.take(
      table: launches(("2019-05-04", a, "KCNA"), ("2019-05-09", b, "NHK"), ("2019-05-06", c, "Yonhap")),
      launches)
    // One word of the 36 of the first, title and text, is another: 35 of 36 are 97 %; and its date is now that of the
    // second. The second has moved by two months, with the same words. The third is as it was.
    let report = try log.sync(
      launches(
        ("2019-05-09", a.replacing("250", with: "240"), "KCNA"), ("2019-07-09", b, "NHK"),
        ("2019-05-06", c, "Yonhap")),
      launches)
    #expect(report.doubts.isEmpty && report.unchanged == 1)
    #expect(report.steps.map(\.outcome) == [.amended, .amended])
    #expect(report.steps[0].event.position == 1 && report.steps[1].event.position == 2)
    #expect(report.steps[1].changes == ["on=2019-07-09"])
  }

  @Test("takes one title on one day for another happening where texts and sources are others")
  func sameTitleOtherText() throws {
    let log = log()
    try log.take(table: launches(("2019-05-04", Self.texts[0], "KCNA"), ("2020-01-01", "x", "y")), launches)
    let report = try log.sync(
      launches(("2019-05-04", Self.texts[1], "NHK"), ("2020-01-01", "x", "y")), launches
    ) { $0.maxRemoved = 100 }
    #expect(report.doubts.isEmpty && report.count(.new) == 1 && report.count(.retracted) == 1)
  }

  @Test("names the events of each step: the row's own, and what was recorded for it")
  func namedEvents() throws {
    let log = log()
    try log.take(table: table("1,2001,a,", "2,2002,b,", "3,2003,c,", "4,2004,d,", "5,2005,e,"), key)
    let ids = log.events(of: "p").map(\.id)
    let next = table("1,2001,A,", "2,2002,b,", "3,2003,c,", "4,2004,d,", "6,2006,f,")
    let planned = try log.sync(next, key) { $0.reading.isDryRun = true }
    #expect(planned.steps.map(\.event.position) == [1, nil, 5])
    #expect(planned.steps.flatMap(\.recorded).map(\.position) == [nil, nil, nil])
    let report = try log.sync(next, key)
    #expect(outcomes(report) == ["amended 1", "new 6", "retracted 5"])
    #expect(report.steps.map(\.event.position) == [1, 7, 5])
    #expect(report.steps.map { $0.recorded.map(\.position) } == [[6], [7], [8]])
    #expect(report.steps[0].event.id == ids[0] && report.steps[2].event.id == ids[4])
    let after = log.events(of: "p").map(\.id)
    #expect(report.steps.map { $0.recorded.map(\.id) } == [[after[5]], [after[6]], [after[7]]])
    #expect(report.steps[1].event.id == after[6])
    #expect(planned.steps.map { $0.recorded.map(\.id) } == report.steps.map { $0.recorded.map(\.id) })
    // A row that moves to another process is retracted there, and recorded here.
    let map: [String: Any?] = [
      "key": "No", "name": "other", "process": ["column": "Date"],
      "fields": ["on": ["constant": "2001"], "title": "Title"],
    ]
    try log.take(table: table("1,q,a,"), map)
    let moved = try log.sync(table("1,r,a,"), map)
    #expect(
      moved.steps.map { $0.recorded.map(\.position) } == [[10, 11]] && moved.steps[0].event.position == 11)
  }

  @Test("at random, sync after sync, tells what the last version says, with a key and without")
  func random() throws {
    for hasKey in [true, false] {
      var dice = Dice(seed: hasKey ? 5 : 6)
      let log = log()
      for version in 1...12 {
        var rows: Set<String> = []
        for number in 1...30 where Int.random(in: 0..<10, using: &dice) > 1 {
          rows.insert(
            "\(number),\(2000 + number)-0\(Int.random(in: 1...9, using: &dice)),t\(Int.random(in: 0...2, using: &dice)),"
          )
        }
        let map = hasKey ? key : key.filter { $0.key == "fields" }
        let report = try log.sync(table() + rows.shuffled(using: &dice), map, known: Int64(version)) {
          $0.maxRemoved = 100
          $0.acceptsDoubtful = true
        }
        #expect(report.doubts.isEmpty)
        let expected = rows.map { row in row.split(separator: ",")[1...2].joined(separator: " ") }
        #expect(try log.telling("p").sorted() == expected.sorted(), "version \(version)")
      }
    }
  }
}
