import EventSourcing
import Foundation
import Imports
import Talks
import TestSupport
import Testing

@Suite("A table that a map explains")
struct TableTests {
  @Test("becomes events: columns, constants, templates, values, lists, dates with their zone")
  func whole() throws {
    let log = log()
    let report = try log.take(
      table: [
        "No;Day;What;Who;How;Link 1;Link 2;Learned;Stars",
        "7;03/04/2017;\"A rocket; a big one\";North Korea / us;Test; https://a.example ;;05/04/2017;3",
        "8;April 2017;Nothing known;;Other;;;2017-05;",
        ";;skipped;;;;;;",
      ],
      [
        "name": "launches", "key": "No", "skip": "Day",
        "type": ["column": "How", "values": ["Test": "setback-occurred"], "default": "note-added"],
        "known": ["column": "Learned", "format": ["%d/%m/%Y", "edtf"]],
        "fields": [
          "on": ["column": "Day", "format": ["%d/%m/%Y", "%B %Y"], "zone": "Asia/Seoul"],
          "title": "What", "summary": ["template": "{What} ({Who})"],
          "parties": ["column": "Who", "split": "/", "values": ["North Korea": "kp", "us": "us"]],
          "kind": ["constant": "missile-test"], "sources": ["Link 1", "Link 2"],
          "format": ["column": "Stars", "default": "none"],
        ],
      ])
    #expect(report.format == "csv" && report.read == 3 && report.new == 2)
    let events = log.events(of: "p")
    let one = events[0].body
    #expect(one.on?.text == "2017-04-03" && one.zone == "Asia/Seoul" && one.title == "A rocket; a big one")
    #expect(one.summary == "A rocket; a big one (North Korea / us)" && one.format == "3")
    #expect(
      one.parties.map(\.description) == ["kp", "us"] && one.sources.map(\.title) == ["https://a.example"])
    #expect((one.detail as? SetbackOccurred)?.kind == .missileTest)
    #expect(one.origin?.description == "launches#7")
    #expect(RFC3339.text(microseconds: events[0].known) == "2017-04-05T00:00:00.000000Z")
    #expect(RFC3339.text(microseconds: events[1].known) == "2017-05-31T00:00:00.000000Z")
    let two = events[1].body
    #expect(
      two.on?.text == "2017-04" && two.detail is NoteAdded && two.parties.isEmpty && two.format == "none")
    #expect(two.summary == "Nothing known ()")
  }

  @Test(
    "is CSV by any of three separators, or JSON in any of four forms",
    arguments: [
      ["Date,Title", "2001,a", "2002,b"], ["Date;Title", "2001;a", "2002;b"],
      ["Date\tTitle", "2001\ta", "2002\tb"],
      ["\u{FEFF}Date,Title\r", "\"2001\",a\r", "\r", "2002,\"b\"\r"],
      [#"[{"Date":"2001","Title":"a"},"#, #"{"Date":2002,"Title":"b"}]"#],
      [#"{"Date":"2001","Title":"a"}"#, #"{"Date":2002,"Title":"b"}"#],
      [#"{"count":2,"data":[{"Date":"2001","Title":"a"},{"Date":2002,"Title":"b"}]}"#],
      ["\u{FEFF}", #" [{"Date":"2001","Title":"a"}, {"Title":["b"],"Date":"2002","x":null}]"#],
    ])
  func forms(lines: [String]) throws {
    let log = log()
    #expect(try log.take(table: lines).new == 2)
    #expect(try log.telling("p") == ["2001 a", "2002 b"])
    #expect(try log.take(table: lines).alreadyThere == 2)
  }

  @Test("of JSON has columns within columns")
  func nested() throws {
    let log = log()
    try log.take(
      table: [
        #"{"when":{"start":"2001"},"names":[{"text":"a"},{"text":"b"}],"live":true}"#,
        #"{"when":{"start":"2002"},"names":[],"live":false}"#,
      ],
      ["fields": ["on": "when.start", "title": ["template": "{names.text} {live}"]]])
    #expect(try log.telling("p") == ["2001 a, b true", "2002 false"])
  }

  @Test("of a header alone, or of nothing, is refused")
  func empty() throws {
    for lines in [["Date,Title"], [""], ["[]"], [#"{"data":[]}"#]] {
      let said = complaint { try log().take(table: lines) }
      #expect(said.hasPrefix("There is no event in “") && said.hasSuffix("nothing was imported."), "\(said)")
    }
  }

  @Test("gives a row with a key the same id whatever it says, and refuses a row that has changed")
  func keys() throws {
    let log = log()
    let key: [String: Any?] = ["key": ["Title"]]
    try log.take(table: ["Date,Title", "2001,a", "2002,b", "2002,b"], key)
    #expect(try log.take(table: ["Title,Date", "b,2002", "a,2001"], key).alreadyThere == 2)
    #expect(
      complaint { try log.take(table: ["Date,Title", "2003,a"], key) }.hasSuffix(
        ":2: The row “a” was recorded with other content; “parley sync” records what has changed."))
    #expect(
      complaint { try log.take(table: ["Date,Title", "2005,c", "2006,c"], key) }.hasSuffix(
        ":3: The key “c” stands in a row above, with other content; map a key that no two rows share."))
    #expect(
      complaint { try log.take(table: ["Date,Title", "2005,"], key) }.hasSuffix(
        ":2: Column “Title”: The key of this row is empty; fill it in."))
    // Of the same name, but another table.
    #expect(try log.take(table: ["Date,Title", "2003,a"], ["key": "Title", "name": "other"]).new == 1)
  }

  @Test("keeps rows without a key apart by what they say, and equal ones by their number")
  func noKey() throws {
    let log = log()
    let lines = ["Date,Title,Unused", "2001,a,1", "2001,a,2", "2002,b,3"]
    #expect(try log.take(table: lines).new == 3)
    #expect(try log.take(table: lines).alreadyThere == 3)
    #expect(try log.take(table: lines + ["2001,a,4"]).new == 1)
  }

  @Test("was learned when an option says, unless a column does")
  func known() throws {
    let log = log()
    let lines = ["Date,Title,Learned", "2001,a,2002-03-04", "2001,b,"]
    try log.take(table: lines, ["known": "Learned"]) { $0.known = 1_600_000_000_000_000 }
    #expect(
      log.events(of: "p").map { RFC3339.text(microseconds: $0.known) } == [
        "2002-03-04T00:00:00.000000Z", "2020-09-13T12:26:40.000000Z",
      ])
    for time in ["2001/..", "0000"] {
      #expect(
        complaint { try log.take(table: ["Date,Title,Learned", "2001,c,\(time)"], ["known": "Learned"]) }
          .contains(
            ":2: Column “Learned”: “\(time)” is no time at which somebody learned of it."))
    }
    #expect(
      complaint { try log.take(table: ["Date,Title,Learned", "2001,a,2999"], ["known": "Learned"]) }.contains(
        ":2: Column “Learned”: Nothing can be known in the future: correct “2999-12-31T00:00:00.000000Z”, or this computer's clock if that is behind."
      ))
  }

  @Test(
    "refuses a row that it cannot read, by line and column",
    arguments: [
      ("2003-02-30,x", "Column “Date”: There is no day 30: February 2003 has 28 days"),
      ("2003", "This row has 1 cells, and the header 2; a cell that holds a separator stands in quotes."),
      ("2003,x,y", "This row has 3 cells, and the header 2;"),
      ("2003,\"x\"y", "A cell goes on after its closing quote; write a quote within a cell twice"),
      ("2003,\"x", "A quote that opens a cell here is never closed."),
      ("2003,x\ry", "A line end stands here that is no end of a row; put the cell in quotes."),
      ("2003,x\u{0}", "A NUL character stands in this row; save the table as UTF-8 text."),
    ])
  func badRows(row: String, reason: String) throws {
    let log = log()
    let said = complaint { try log.take(table: ["Date,Title", "2001,good", row]) }
    #expect(said.contains(":3: \(reason)"), "\(said)")
    #expect(log.head() == 0)
    #expect(try log.take(table: ["Date,Title", "2001,good", row]) { $0.keepsGoing = true }.new == 1)
  }

  @Test("refuses values, dates and parties that the map does not explain, and says what to do")
  func badValues() throws {
    let lines = ["Date,Kind,Who", "13/13/2001,Tset,Norland"]
    for (fields, reason) in [
      (
        ["on": ["column": "Date", "format": ["%d/%m/%Y", "%Y"]]],
        "Column “Date”: “13/13/2001” is no date written as “%d/%m/%Y” or “%Y”; mend it, or add its form to “format” in the map."
      ),
      (
        ["title": ["column": "Kind", "values": ["Test": "A test"]]],
        "Column “Kind”: “Tset” is not among the values in the map; add it there, or a “default”. Did you mean “Test”?"
      ),
      (["parties": "Who"], "Column “Who”: “Norland” is not a party id; write lower-case letters"),
      (
        ["parties": ["column": "Who", "values": ["Norland": "norland"]]],
        "Column “Who”: There is no party “norland”."
      ),
      (["checked": "Kind"], "Column “Kind”: “Tset” is neither yes nor no."),
    ] as [([String: Any], String)] {
      let all = fields.merging(["on": ["constant": "2001"], "title": ["constant": "T"]]) { own, _ in own }
      let said = complaint { try log().take(table: lines, ["fields": all]) }
      #expect(said.contains(":2: \(reason)"), "\(said)")
    }
    for (map, reason) in [
      (["process": ["column": "Who"]], "“Norland” is not a slug"),
      (["type": ["column": "Kind"]], "Column “Kind”: There is no event type “Tset”."),
      (
        ["type": ["column": "Kind", "values": ["Tset": "party-joined"]]],
        "Field “party”: Nothing stands here, and a party-joined needs it: "
      ),
      (
        ["process": ["column": "Who", "values": ["Norland": ""]]],
        "Column “Who”: This row has no process; fill it in, or “skip” rows in which it is empty."
      ),
    ] as [([String: Any?], String)] {
      let fields: [String: Any?] = ["fields": ["on": ["constant": "2001"]]]
      let said = complaint { try log().take(table: lines, fields.merging(map) { $1 }) }
      #expect(said.contains(":2: \(reason)"), "\(said)")
    }
  }

  @Test("refuses a header without a column of the map, or with two of its name")
  func headers() {
    #expect(
      complaint { try log().take(table: ["Dat,Title", "2001,a"]) }.hasSuffix(
        ":1: The map names a column “Date” that the table does not have (Dat, Title). Did you mean “Dat”?"))
    #expect(
      complaint { try log().take(table: ["", "Date,Title,Date", "2001,a,2002"]) }.hasSuffix(
        ":2: The column “Date” stands twice in the header; rename one of them."))
    #expect(
      complaint { try log().take(table: [#"[{"Title":"a"}]"#]) }.contains("The map names a column “Date”"))
  }

  @Test("refuses what is no UTF-8, and what is no table of JSON")
  func otherBytes() throws {
    let map = try TableMap(mapJSON())
    for (bytes, reason) in [
      (
        Array("Date,Title\n2001,".utf8) + [0xFF, 0x0A],
        ":2: This row is not valid UTF-8; save the table as UTF-8."
      ),
      (
        Array("Da\u{0}te,Title\n".utf8),
        ":1: A NUL character stands in this row; save the table as UTF-8 text."
      ),
      (Array("[1,2]".utf8), ":1: A row of a JSON table is an object in { }."),
      (Array(#"[{"Date":"2001","Title":"a\#\u0000"}]"#.utf8), ":1: A NUL character stands in “Title”."),
      (
        Array("{\"Date\":\"2001\",\"Title\":\"a\"}\n[]\n".utf8),
        ":2: A row of a JSON table is an object in { }."
      ),
      (Array("{\"Date\":\"2001\",\"Title\":\"a\"}\n{\n".utf8), ":2:"),
    ] {
      let file = try ScratchFile(bytes)
      let said = complaint { try log().take(file) { $0.map = map } }
      #expect(said.contains(reason), "\(said)")
    }
  }

  @Test("may be wide, and hold huge cells; what is longer than a line may be is refused by its line")
  func large() throws {
    let wide = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
    let log = log()
    let row = (0..<100_000).map { _ in "1" }.joined(separator: ",")
    #expect(try log.take(table: ["Date,Title," + wide, "2001,a," + row]).new == 1)
    let big = String(repeating: "long ", count: 1_000_000)
    #expect(try log.take(table: ["Date,Title", "2001,\"\(big)\nx\""]).new == 1)
    let said = complaint {
      try log.take(table: ["Date,Title", "2001,\"open", big, big, big, big, "2002,b"])
    }
    #expect(said.contains(":2: Line 2 is longer than 16 MiB"), "\(said)")
  }

  @Test("takes formulas and terminal codes as the text that they are")
  func formulas() throws {
    let log = log()
    try log.take(table: ["Date,Title", "2001,=HYPERLINK(1)", "2002,\u{1B}[31mred"])
    #expect(try log.telling("p") == ["2001 =HYPERLINK(1)", "2002 \u{1B}[31mred"])
  }

  @Test("and its map belong together")
  func pairing() throws {
    #expect(
      complaint { try log().take(["a,b"]) { $0.format = "csv" } }
        == "A csv table needs a map that says what its columns mean: give --map; “parley import --propose-map FILE” writes one to begin with."
    )
    #expect(
      complaint { try log().take(table: ["Date,Title"]) { $0.format = "journal" } }
        == "A map is for a table (csv, json); a journal says itself what it means, so leave out --map.")
  }
}

@Suite("A map")
struct MapTests {
  @Test(
    "that cannot be understood is refused, by line, with what to do",
    arguments: [
      (#"{"name":"t","process":"p","type":"note-added"}"#, "The map needs “fields”: which column each field"),
      (
        #"{"process":"p","type":"note-added","fields":{}}"#,
        "The map needs a “name” for the table, such as “launches”"
      ),
      (#"{"name":"T x","process":"p","type":"note-added","fields":{}}"#, "“T x” is not a slug"),
      (
        #"{"name":"t","type":"note-added","fields":{}}"#,
        "The map needs a “process”: the slug of one, or {\"column\": …}."
      ),
      (
        #"{"name":"t","process":"","type":"note-added","fields":{}}"#,
        "Say in “process” which talks the table belongs to"
      ),
      (#"{"name":"t","process":"p","fields":{}}"#, "The map needs a “type”: an event type, or"),
      (
        #"{"name":"t","process":"p","type":"note-addd","fields":{}}"#,
        "There is no event type “note-addd”. Did you mean “note-added”?"
      ),
      (
        #"{"name":"t","process":"p","type":"event-retracted","fields":{}}"#,
        "“event-retracted” is about the record; a table tells of what happened."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","feilds":{}}"#,
        "A map has nothing called “feilds” here. Did you mean “fields”?"
      ),
      (
        #"{"name":"t","name":"t","process":"p","type":"note-added","fields":{}}"#, "“name” stands here twice."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"titel":"x"}}"#,
        "No event of this map has a field “titel”. Did you mean “title”?"
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"origin":"x"}}"#,
        "No event of this map has a field “origin”."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":"x","title":"y"}}"#,
        "The field “title” stands here twice."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":["x","y"]}}"#,
        "The field “title” has one value; give one column, and no “split”."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":{"column":"x","split":";"}}}"#,
        "The field “title” has one value"
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":{}}}"#,
        "A value comes from one of “column”, “constant” and “template”."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":{"column":"a","constant":"b"}}}"#,
        "A value comes from one of"
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":{"template":"{a"}}}"#,
        "A bracket { in “{a” is not closed; write {column}."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"title":{"column":"a","format":"%Y"}}}"#,
        "A map has nothing called “format” here."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"on":{"column":"a","format":"%x"}}}"#,
        "“%x” is no way to write dates: after % comes one of Y m d B b H M S A a %. Or write “edtf”, “serial”, “serial-1904”."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","fields":{"on":{"column":"a","format":"%d %Y"}}}"#,
        "“%d %Y” leaves out a part of the date"
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","known":{"column":"a","zone":"Asia/Seoul"},"fields":{"title":{"column":"a","zone":"x"}}}"#,
        "A map has nothing called “zone” here."
      ),
      (
        #"{"name":"t","process":"p","type":"note-added","separator":"x","fields":{"title":"a"}}"#,
        "“x” parts no cells; a separator is , or ; or | or a tab."
      ),
      ("[]", "An object in { } was expected."),
      ("{", "The JSON ends before"),
    ])
  func malformed(json: String, reason: String) throws {
    let file = try ScratchFile(Array(("\n\n" + json).utf8))
    let said = complaint { _ = try TableMap(file.path) }
    #expect(said.hasPrefix("\(file.path):3: \(reason)"), "\(said)")
  }

  @Test("can be given its process from outside")
  func process() throws {
    let file = try ScratchFile(Array("\u{FEFF}".utf8) + mapJSON(["process": ""]))
    _ = try TableMap(file.path, process: "other")
    #expect(
      complaint { _ = try TableMap("/no/such") } == "“/no/such” cannot be read: No such file or directory.")
  }

  @Test(
    "reads dates as they are written, as fine as they are",
    arguments: [
      ("%d/%m/%Y", "3/4/2017", "2017-04-03"), ("%m/%d/%Y", "3/4/2017", "2017-03-04"),
      ("%d %B %Y", "3  april 2017", "2017-04-03"), ("%d-%b-%Y", "03-Sept-2017", "2017-09-03"),
      ("%B %d, %Y", "May 3, 2017", "2017-05-03"), ("%A %d %B %Y", "Monday 3 April 2017", "2017-04-03"),
      ("%B %Y", "Apr 2017", "2017-04"), ("%Y", "2017", "2017"), ("%Y%m%d", "20170403", "2017-04-03"),
      ("%d.%m.%Y %H:%M", "03.04.2017 15:30", "2017-04-03T15:30"),
      ("%Y-%m-%d %H:%M:%S", "2017-04-03 15:30:01", "2017-04-03T15:30:01"), ("100%% %Y", "100% 2017", "2017"),
      ("edtf", "[2017-04..2017-05]", "[2017-04..2017-05]"),
      ("%d/%m/%Y", "31/02/2017", nil), ("%d/%m/%Y", "3/4/17", nil), ("%d/%m/%Y", "3/4/2017x", nil),
      ("%d %B %Y", "3 Aprl 2017", nil), ("%B %Y", "Ma 2017", nil), ("%Y", "٢٠١٧", nil),
      ("%H %d/%m/%Y %M", "25 1/1/2001 0", nil),
    ] as [(String, String, String?)])
  func dates(pattern: String, text: String, expected: String?) throws {
    let log = log()
    let said = complaint {
      try log.take(
        table: ["Date", "\"\(text)\""],
        ["fields": ["on": ["column": "Date", "format": pattern], "title": ["constant": "T"]]])
    }
    if let expected {
      #expect(log.events(of: "p").first?.body.on?.text == expected, "\(said)")
    } else {
      #expect(said.contains("is no date written as"), "\(said)")
    }
  }
}
