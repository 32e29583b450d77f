import EventSourcing
import Foundation
import Talks
import TestSupport
import Testing

@testable import Imports

/// The files of Fixtures/outside have the shapes of files that people publish and programs write; what is right was worked
/// out by reading them.
@Suite("A table from outside")
struct OutsideTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/outside")

  private func path(_ name: String) -> String {
    name.hasPrefix("/") ? name : Self.folder.appending(path: name).path
  }

  private func newLog() -> InMemoryLog<Event> { log() }

  private func proposal(_ name: String) throws -> (map: TableMap, json: [String: Any], questions: [String]) {
    let proposal = try MapProposal(path(name), process: "p", type: "note-added")
    let bytes = Array(proposal.text.utf8)
    let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return (try TableMap(bytes), try #require(json), proposal.questions)
  }

  private func proposal(_ lines: [String]) throws -> (map: TableMap, json: [String: Any], questions: [String])
  {
    let file = try ScratchFile(lines)
    return try withExtendedLifetime(file) { try proposal(file.path) }
  }

  private func take(_ name: String, _ map: TableMap) throws -> (log: InMemoryLog<Event>, report: ImportReport)
  {
    let log = log()
    var options = ImportOptions(by: "desk")
    options.map = map
    return (log, try Importer(log, options).run(path(name)))
  }

  private func map(_ changes: [String: Any?]) throws -> TableMap { try TableMap(mapJSON(changes)) }

  private func passedOver(_ report: ImportReport) -> [String] {
    report.passedOver.first.map { "\($0.line) \($0.reason)" }
  }

  // MARK: Lines and heads

  @Test("may end its lines in CR alone")
  func carriageReturns() throws {
    let (map, json, _) = try proposal("cr-only.csv")
    let (log, report) = try take("cr-only.csv", map)
    #expect(report.new == 2 && report.passedOver.count == 0)
    #expect(try log.telling("p") == ["1992-04-24 Peshawar Accord", "1991-05-31 Bicesse Accords"])
    // A column of ISO 3166-1 alpha-3 alone.
    let fields = try #require(json["fields"] as? [String: Any])
    let parties = try #require(fields["parties"] as? [String: Any])
    #expect(parties["values"] as? [String: String] == ["AFG": "af", "AGO": "ao"])
  }

  @Test("keeps a carriage return that is not the end of a line")
  func carriageReturnWithin() throws {
    let log = log()
    try log.take(table: ["Date,Title", "2001,\"a\rb\"", "2002,c"])
    #expect(try log.telling("p") == ["2001 a\rb", "2002 c"])
  }

  /// Months and days are told apart by 27/08.
  @Test("may have a byte order mark, semicolons, breaks in cells and empty rows, which are counted")
  func semicolons() throws {
    let (map, _, questions) = try proposal("bom-semicolon.csv")
    let (log, report) = try take("bom-semicolon.csv", map)
    #expect(report.new == 2 && questions.isEmpty)
    #expect(passedOver(report) == ["5 Nothing stands in this row."])
    #expect(
      try log.telling("p") == ["2003-08-27 First round\r\nof talks; plenary", "2004-10-03 Second"])
    #expect(log.events(of: "p").map { $0.body.place?.name } == ["He said \"no\"", "Geneva"])
  }

  @Test("may name its separator in a line of its own", arguments: ["sep=;", "SEP=;", "\"sep=;\""])
  func separatorLine(line: String) throws {
    let (map, _, _) = try proposal("sep-line.csv")
    let (log, report) = try take("sep-line.csv", map)
    #expect(report.new == 1 && report.passedOver.count == 0)
    #expect(try log.telling("p") == ["2003-08-27 First round"])
    #expect(try log.take(table: [line, "Date;Title", "2001;a, b"]).new == 1)
  }

  @Test("may have a caption above its header and a note below its rows, which are named")
  func caption() throws {
    let (map, _, _) = try proposal("title-above-header.csv")
    let (log, report) = try take("title-above-header.csv", map)
    #expect(report.new == 2)
    #expect(try log.telling("p") == ["2003-08-27 First round", "2004-02-25 Second round"])
    #expect(
      passedOver(report) == [
        "1 “Table 3. Rounds of talks” stands above the header.", "2 Nothing stands in this row.",
        "6 Nothing stands in this row.",
        "7 “Source: own compilation; last updated 3 May 2010” stands below the table.",
      ])
    // The same caption without separators, a prose one with them, and a note that is no note since rows follow.
    let lines = ["Rounds, talks and texts", "Date;Title;Who", "2001;a;x", "2002;b;y", "n.b. more;;"]
    let semicolons = newLog()
    #expect(try semicolons.take(table: lines).passedOver.count == 2)
    // A row of numbers alone is no note.
    #expect(
      complaint { try newLog().take(table: ["Date;Title;Who", "2001;a;x", "2002;;"]) }.contains(
        ":3: This row has no title"))
    let said = complaint { try newLog().take(table: lines + ["2003;c;z"]) }
    #expect(said.contains(":5: Column “Date”: "), "\(said)")
  }

  // MARK: Dates

  /// Days since 30 December 1899: 37860 is 27 August 2003 by any spreadsheet.
  @Test("may have the day numbers of a workbook, which are asked about and never dropped")
  func serialNumbers() throws {
    let (map, json, questions) = try proposal("excel-serial.csv")
    let on = try #require((json["fields"] as? [String: Any])?["on"] as? [String: Any])
    #expect(on["column"] as? String == "Date" && on["format"] as? [String] == ["serial"])
    #expect(
      questions == [
        "Are these the day numbers of a workbook? 37860 is then 2003-08-27; say “serial-1904” if it counts from 1904, which makes it 2007-08-28."
      ])
    let (log, report) = try take("excel-serial.csv", map)
    #expect(report.undated == 0)
    #expect(
      try log.telling("p") == ["2003-08-27 First round", "2004-02-25 Second round", "2004-06-23 Third round"])
  }

  @Test(
    "has day numbers from March 1900 to the year 9999, with times of day",
    arguments: [
      ("serial", "61", "1900-03-01"), ("serial", "60", nil), ("serial", "2958465", "9999-12-31"),
      ("serial", "2958466", nil), ("serial", "37860.5", "2003-08-27T12:00"),
      ("serial", "37860.75001", "2003-08-27T18:00:01"), ("serial", "37860.9999999", "2003-08-28"),
      ("serial", "-1", nil), ("serial", "1e3", nil), ("serial", "", nil), ("serial", "37860.", nil),
      ("serial-1904", "36398", "2003-08-27"),
    ] as [(String, String, String?)])
  func serials(form: String, text: String, date: String?) throws {
    #expect(try DatePattern(form).edtf(text) == date)
  }

  @Test("has an interval where two columns say beginning and end, as its map says")
  func startAndEnd() throws {
    let map = try TableMap(path("start-and-end.map.json"))
    let (log, _) = try take("start-and-end.csv", map)
    #expect(
      try log.telling("demo") == ["2014-01-22/2014-01-24 Clashes", "2003-08-27 One day", "2014-09-05 Open"])
    for (open, last) in [(false, "2014-09-05"), (true, "2014-09-05/..")] {
      let on: [String: Any] = ["start": "date_start", "end": "date_end", "format": "%d.%m.%Y", "open": open]
      let (log, _) = try take("start-and-end.csv", self.map(["fields": ["on": on, "title": "what"]]))
      #expect(
        try log.telling("p") == ["2014-01-22/2014-01-24 Clashes", "2003-08-27 One day", "\(last) Open"])
    }
    let (proposed, _, questions) = try proposal("start-and-end.csv")
    #expect(
      questions == [
        "Where “date_end” is empty, it is taken for one day; say \"open\": true for “since then”."
      ])
    let (guessed, _) = try take("start-and-end.csv", proposed)
    #expect(
      try guessed.telling("p") == [
        "2014-01-22/2014-01-24 Clashes", "2003-08-27 One day", "2014-09-05 Open",
      ])
  }

  @Test("has a date where year, month and day are columns of their own, as fine as they are filled")
  func dateInParts() throws {
    let lines = ["id,Year,Month,Day,Event", "1,2003,8,27,a", "2,2003,10,,b", "3,2004,,,c"]
    let (map, _, questions) = try proposal(lines)
    let log = log()
    try log.take(lines) { $0.map = map }
    #expect(try log.telling("p") == ["2003-08-27 a", "2003-10 b", "2004 c"] && questions.isEmpty)
    let named = ["Year,Month,Event", "2003,August,a", "2003,Oct,b"]
    let other = newLog()
    try other.take(named) { $0.map = try? proposal(named).map }
    #expect(try other.telling("p") == ["2003-08 a", "2003-10 b"])
  }

  @Test("has an end without a beginning as one, and refuses one before it")
  func endAlone() throws {
    let on: [String: Any] = ["start": "From", "end": "To", "format": ["%Y", "%Y-%m-%d"]]
    let fields: [String: Any?] = ["fields": ["on": on, "title": "T"]]
    let log = log()
    try log.take(table: ["From,To,T", ",1960,a", "1960,1960-05-01,b", ",,c"], fields)
    #expect(try log.telling("p") == ["/1960 a", "1960/1960-05-01 b", "- c"])
    let said = complaint { try newLog().take(table: ["From,To,T", "2003-02-01,2003-01-31,a"], fields) }
    #expect(
      said.contains(":2: Column “From”, “To”: It ends on 2003-01-31, before it begins, on 2003-02-01."),
      "\(said)")
  }

  @Test(
    "has an interval where a cell holds a range",
    arguments: [
      ("%d–%d %B %Y", "22–24 January 2014", "2014-01-22/2014-01-24"),
      ("%d–%d %B %Y", "22 - 24 Jan. 2014", "2014-01-22/2014-01-24"),
      ("%d–%d %B %Y", "22—22 January 2014", "2014-01-22"), ("%d–%d %B %Y", "24–22 January 2014", nil),
      ("%d %B – %d %B %Y", "30 March – 2 April 2014", "2014-03-30/2014-04-02"),
      ("%B %d–%d, %Y", "May 3–5, 2017", "2017-05-03/2017-05-05"),
      ("%d.%m.%Y/%d.%m.%Y", "22.01.2014/24.01.2014", "2014-01-22/2014-01-24"),
      ("%d.%m.%Y/%d.%m.%Y", "24.01.2014/22.01.2014", nil), ("%Y–%Y", "1998–2003", "1998/2003"),
      ("%B–%B %Y", "March-May 2001", "2001-03/2001-05"),
      ("%d/%m/%Y %H:%M–%H:%M", "3/4/2017 10:00–11:30", "2017-04-03T10:00/2017-04-03T11:30"),
    ] as [(String, String, String?)])
  func ranges(form: String, text: String, date: String?) throws {
    #expect(try DatePattern(form).edtf(text) == date)
  }

  @Test(
    "cannot have a form of dates in which a directive stands twice without two dates",
    arguments: ["%d/%m/%Y %d", "%d %m %Y %d %m", "%d.%m.%Y/%Y", "%Y-%Y-%m", "%d %d %d %B %Y", "%B %B %d %Y"])
  func twice(form: String) {
    #expect { try DatePattern(form) } throws: {
      ($0 as? Malformed)?.reason.contains("says a part of the date twice") == true
    }
  }

  /// A program that has no type for days writes each as its first moment.
  @Test("means days where every time is midnight, and times where one is not")
  func midnight() throws {
    let lines = ["Date,Title", "2003-08-27 00:00:00,a", "2004-02-25 00:00:00,b"]
    let fields: [String: Any?] = [
      "fields": ["on": ["column": "Date", "format": "%Y-%m-%d %H:%M:%S"], "title": "Title"]
    ]
    let days = log()
    try days.take(table: lines, fields)
    #expect(try days.telling("p") == ["2003-08-27 a", "2004-02-25 b"])
    let times = log()
    try times.take(table: lines + ["2004-06-23 10:30:00,c"], fields)
    #expect(
      try times.telling("p") == ["2003-08-27T00:00:00 a", "2004-02-25T00:00:00 b", "2004-06-23T10:30:00 c"])
    let proposal = try proposal(lines)
    let on = (proposal.json["fields"] as? [String: Any])?["on"] as? [String: Any]
    #expect(on?["format"] as? [String] == ["%Y-%m-%d 00:00:00"])
    let iso = log()
    try iso.take(
      table: [#"[{"Date":"2003-08-27T00:00:00Z","Title":"a"},{"Date":"2004-02-25T00:00:00Z","Title":"b"}]"#])
    #expect(try iso.telling("p") == ["2003-08-27 a", "2004-02-25 b"])
    let spans = log()
    try spans.take(
      table: ["From,To,T", "2003-08-27T00:00,2003-08-29T00:00,a", "2003-08-27T00:00,2003-08-27T00:00,b"],
      ["fields": ["on": ["start": "From", "end": "To"], "title": "T"]])
    #expect(try spans.telling("p") == ["2003-08-27/2003-08-29 a", "2003-08-27 b"])
  }

  @Test("whose dates nobody understands is refused row by row, and never taken without them")
  func notUnderstood() throws {
    let lines = ["Date,Title", "Michaelmas,a", "the day after,b"]
    let (map, _, questions) = try proposal(lines)
    #expect(
      questions == ["The dates of “Date” were not understood (Michaelmas; the day after); give their form."])
    let said = complaint { try log().take(lines) { $0.map = map } }
    #expect(said.hasPrefix("Nothing was imported, because 2 lines cannot be understood."), "\(said)")
  }

  @Test("says how many of its events have no date before it begins")
  func undated() throws {
    let log = log()
    let file = try ScratchFile(["Date,Title", "2003,a", ",b", ",c"])
    var options = ImportOptions(by: "desk")
    options.map = try map([:])
    var told: [Int] = []
    let importer = Importer(log, options) { _, _ in
    } announce: {
      told += [$0.undated, $0.new, Int(log.head())]
    }
    let report = try withExtendedLifetime(file) { try importer.run(file.path) }
    #expect(told == [2, 3, 0] && report.undated == 2)
  }

  // MARK: Parties

  @Test("is asked about acronyms and words for nothing, which are not taken for states")
  func acronyms() throws {
    let (map, json, questions) = try proposal("acronyms.csv")
    let parties = try #require((json["fields"] as? [String: Any])?["parties"] as? [String: Any])
    #expect(
      parties["values"] as? [String: String] == ["UN": "un", "Sudan": "sd", "DPRK": "kp"])
    #expect(json["empty"] as? [String] == ["NA"])
    #expect(
      questions == [
        "Give each of these its party in lower-case letters, such as kp or farc, or \"\" for none: “AU”, “IS”, “PA”, “SC”, “LA”, “SD”.",
        "“NA” is taken for an empty cell; take out of “empty” what says something.",
      ])
    let said = complaint { _ = try take("acronyms.csv", map) }
    for (line, word) in [(2, "AU"), (3, "IS"), (4, "SC"), (6, "LA")] {
      #expect(said.contains(":\(line): Column “Actors”: “\(word)” is not among the values"), "\(said)")
    }
    #expect(!said.contains(".csv:5:"))
  }

  @Test("has names of states by ISO 3166, in whatever way they are written")
  func states() throws {
    let words = ["USA", "UK", "DPRK", "Russian Federation", "Viet Nam", "Türkiye", "PRK", "IAEA"]
    let (_, json, questions) = try proposal(["Date,Title,Parties", "2001,a,\(words.joined(separator: "; "))"])
    let parties = (json["fields"] as? [String: Any])?["parties"] as? [String: Any]
    #expect(
      parties?["values"] as? [String: String] == [
        "USA": "us", "UK": "gb", "DPRK": "kp", "Russian Federation": "ru", "Viet Nam": "vn", "Türkiye": "tr",
        "PRK": "kp", "IAEA": "iaea",
      ])
    #expect(questions.isEmpty)
  }

  /// NLD is a party in Myanmar, and the Netherlands nowhere near it; NA may be Namibia among codes.
  @Test(
    "has codes where the whole column is codes",
    arguments: [
      (["US; KP", "CN"], ["US": "us", "KP": "kp", "CN": "cn"], []),
      (["us", "gb"], ["us": "us", "gb": "gb"], []), (["PRK", "KOR"], ["PRK": "kp", "KOR": "kr"], []),
      (["KNU", "NLD"], [:], ["KNU", "NLD"]), (["AU", "Sudan"], ["Sudan": "sd"], ["AU"]),
      (["ZA", "NA"], ["ZA": "za"], ["NA"]), (["ZAF", "NA"], ["ZAF": "za"], []),
      (["Congo", "Korea"], [:], ["Congo", "Korea"]), (["Trinidad/Tobago"], [:], ["Trinidad", "Tobago"]),
    ] as [([String], [String: String], [String])])
  func codes(cells: [String], values: [String: String], asked: [String]) throws {
    let (_, json, questions) = try proposal(["Date,Title,Country"] + cells.map { "2001,a,\($0)" })
    let parties = (json["fields"] as? [String: Any])?["parties"] as? [String: Any]
    #expect(parties?["values"] as? [String: String] == values)
    let question = questions.first { $0.hasPrefix("Give each of these its party") }
    #expect(asked.allSatisfy { question?.contains("“\($0)”") == true } && (question == nil) == asked.isEmpty)
  }

  @Test("has words for empty cells in its map, alone and among others")
  func emptyWords() throws {
    let log = log()
    try log.take(
      table: ["Date,Title,Who", "NA,a,us; n/a", "2001,b,-", "2002,\"n/a, they said\",kp"],
      [
        "empty": ["NA", "n/a", "-"],
        "fields": ["on": "Date", "title": "Title", "parties": ["column": "Who", "split": ";"]],
      ])
    #expect(try log.telling("p") == ["- a", "2001 b", "2002 n/a, they said"])
    #expect(log.events(of: "p").map { $0.body.parties.map(\.description) } == [["us"], [], ["kp"]])
    let said = complaint { try newLog().take(table: ["Date,Title", "2001,NA"], ["empty": "NA"]) }
    #expect(
      said.contains(":2: This row has no title and no text, so that nobody could tell what happened;"),
      "\(said)")
  }

  // MARK: Nothing is dropped

  @Test("with a list for a field of one value is refused by line and field")
  func listToOne() throws {
    let map = try TableMap(path("json-list-to-one.map.json"))
    let said = complaint { _ = try take("json-list-to-one.json", map) }
    #expect(
      said.hasSuffix(
        "json-list-to-one.json:1: Column “dates”: “2003-08-27” and “2003-09-05” stand here, and an event has one “on”; make a row of each, or map another column."
      ), "\(said)")
    // The same word twice is one.
    let log = log()
    try log.take(table: [#"[{"Date":"2001","Title":["a","a"]}]"#])
    #expect(try log.telling("p") == ["2001 a"])
    #expect(
      complaint { try log.take(table: [#"[{"Date":"2001","Title":"a","Title":"b"}]"#]) }.contains(
        "“a” and “b” stand here, and an event has one “title”"))
  }

  @Test("counts rows that it skips, by line and reason, in a new version as well")
  func skipped() throws {
    let lines = ["Date,Title,Who", "2001,a,x", ",b,y", ",,", "2002,c,z"]
    let log = log()
    let report = try log.take(table: lines, ["skip": "Date"])
    #expect(report.new == 2 && report.read == 4)
    #expect(
      passedOver(report) == [
        "3 “Date” is empty, and the map skips such rows.", "4 Nothing stands in this row.",
      ])
    #expect(try log.sync(lines, ["skip": "Date"]).passedOver.count == 2)
    #expect(
      try newLog().take(table: [#"[{"Date":"2001","Title":"a"},{},{"Date":null}]"#]).passedOver.count == 2)
  }

  @Test("has no event without a title or a text, unless its type says what happened")
  func nothingSaid() throws {
    let rows = ["Date,Who,Text", "2001,us,"]
    let said = complaint {
      try newLog().take(table: rows, ["fields": ["on": "Date", "title": "Text", "parties": "Who"]])
    }
    #expect(said.contains(":2: This row has no title and no text"), "\(said)")
    let log = log()
    try log.take(table: rows, ["type": "party-joined", "fields": ["on": "Date", "party": "Who"]])
    #expect(log.head() == 1)
  }

  @Test("is refused where a cell has no place in an event of the row's type")
  func noPlace() throws {
    let fields: [String: Any?] = [
      "type": ["column": "Type", "values": ["Test": "setback-occurred", "Talk": "note-added"]],
      "fields": ["on": "Date", "title": "Title", "kind": ["column": "Kind", "default": "other"]],
    ]
    let header = "Date,Title,Type,Kind"
    let log = log()
    #expect(try log.take(table: [header, "2001,a,Test,attack", "2002,b,Talk,"], fields).new == 2)
    #expect(
      complaint { try log.take(table: [header, "2002,b,Talk,attack"], fields) }.contains(
        ":2: Column “Kind”: “attack” stands here, and a note-added has no field “kind”."))
  }

  @Test("may have more separators than its header, and not more cells")
  func trailing() throws {
    let log = log()
    #expect(try log.take(table: ["Date,Title", "2001,a,,", "2002,b"]).new == 2)
    #expect(complaint { try log.take(table: ["Date,Title", "2001,a,,x"]) }.contains("This row has 4 cells"))
  }

  @Test(
    "has no map that fills no field, or says a value twice",
    arguments: [
      (#""fields":{}"#, "The map fills no field of an event"),
      (
        #""fields":{"title":{"column":"a","values":{"x":"y","x":"z"}}}"#, "“x” stands among the values twice."
      ),
      (#""fields":{"on":{"start":"a"},"title":"b"}"#, "“start” is of an interval"),
      (#""fields":{"on":{"start":"a","end":"b","split":";"}}"#, "An interval of two columns has no “split”."),
      (#""fields":{"title":{"start":"a","end":"b"}}"#, "A map has nothing called “start” here."),
      (
        #""fields":{"on":{"column":"a","start":"a","end":"b"}}"#,
        "A value comes from one of “column”, “constant” and “template”, or from “start” and “end”."
      ),
      (#""fields":{"on":{"column":"a","format":"%d/%m/%Y %d"}}"#, "says a part of the date twice"),
    ])
  func maps(fields: String, reason: String) {
    let said = complaint {
      _ = try TableMap(Array(#"{"name":"t","process":"p","type":"note-added",\#(fields)}"#.utf8))
    }
    #expect(said.contains(reason), "\(said)")
  }
}
