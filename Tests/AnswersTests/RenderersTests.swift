import EventSourcing
import Exports
import ReadModels
import Talks
import TestSupport
import Testing
import Web

@testable import Answers

@Suite("An answer as a value")
struct RenderersTests {
  /// Pages at their plain addresses.
  private struct Links: PageLinks {
    func link(_ path: [String]) -> Address { Address(path) }
  }

  private static let plain = TerminalStyle(width: 60, hasColour: false)

  /// Two measures, at positions 1 to 3; one is pledged and carried out, and one has a title that is hostile.
  private func measures() throws -> [MeasureRow] {
    let lines = [
      #""type":"measure-pledged","as":"freeze","party":"kp","title":"Freeze","on":"2003-08-29""#,
      #""type":"measure-implemented","measure":"freeze","party":"kp","on":"2004-01""#,
      #""type":"measure-pledged","as":"oil","party":"us","title":"<b>=1+1|\u001b[31m","on":"2003-08-29""#,
    ]
    let entries = try lines.enumerated().map { index, line in
      var tape = JSONTape()
      let text = "{\"process\":\"talks\",\(line)}"
      try tape.parse(Array(text.utf8))
      return Entry(
        position: Int64(index + 1), id: EventID(high: 0x7000, low: UInt64(index + 1)),
        event: try JournalLine(tape).event, zones: UTCOnly())
    }
    return MeasureRow.rows(of: "talks", ProcessState.fold(entries))
  }

  private func answer(_ rows: [MeasureRow], process: String? = "talks") -> Answer {
    Answer(
      "measures", of: process, from: Standpoint(),
      [
        Section(
          rows,
          [
            Column("measure", \.$measure, .strong), Column("what", \.$title),
            .date("implemented", \.$implemented), Column("both") { "\($0.measure)/\($0.party?.text ?? "")" },
          ], whenEmpty: "None.")
      ])
  }

  @Test("reads in a terminal as a table, in which nothing is obeyed")
  func terminal() throws {
    #expect(
      try answer(measures()).text(Self.plain) == [
        "measure  what           implemented   both",
        "freeze   Freeze         January 2004  freeze/kp",
        "oil      <b>=1+1|␛[31m                oil/us",
      ])
    let coloured = try answer(measures()).text(TerminalStyle(width: nil, hasColour: true))
    #expect(coloured[1].hasPrefix("\u{1B}[1mfreeze\u{1B}[0m"))
    #expect(answer([]).text(Self.plain) == ["None."])
    let all = try answer(measures(), process: nil).text(Self.plain)
    #expect(all[0].hasPrefix("process  measure") && all[1].hasPrefix("talks    freeze"))
  }

  @Test("is an object in JSON, with the events behind each value")
  func json() throws {
    var tape = JSONTape()
    try tape.parse(try answer(measures()).json.bytes)
    let rows = try #require(tape.member("rows", of: JSONTape.root))
    let first = try #require(try tape.elements(rows).first)
    #expect(try tape.string(try #require(tape.member("implemented", of: first))) == "2004-01")
    let why = try #require(tape.member("why", of: first))
    let events = try tape.elements(try #require(tape.member("implemented", of: why)))
    #expect(try events.map { try tape.integer($0) } == [2])
    #expect(tape.member("verified", of: why) == nil, "what is null rests on nothing")
    #expect(try tape.string(try #require(tape.member("process", of: JSONTape.root))) == "talks")
    #expect(tape.kind(try #require(tape.member("as_of", of: JSONTape.root))) == .null)
  }

  @Test("is a table of a page, whose values lead to the one event or to where several are told of")
  func html() throws {
    let html = try answer(measures()).html(Links()).text
    #expect(
      html.contains(
        "<th scope=\"row\" dir=\"auto\"><a href=\"/talks/why/measure/freeze.measure\">freeze</a></th>"))
    #expect(html.contains("<a href=\"/events/2\">January 2004</a>"))
    #expect(html.contains("<a href=\"/talks/why/measure/freeze\">freeze/kp</a>"))
    #expect(html.contains("&lt;b&gt;=1+1|") && !html.contains("<b>=1") && !html.contains("\u{1B}"))
    #expect(answer([]).html(Links()).text == "<p>None.</p>\n")
  }

  @Test("is a document in Markdown and in HTML, and sheets of a workbook")
  func documents() throws {
    var answer = try answer(measures())
    (answer.title, answer.lead) = ("Talks", ["They go on."])
    let report = Report(answer, label: "TLP:GREEN")
    #expect(report.markdown.hasPrefix("# Talks\n\nTLP:GREEN\n\nThey go on.\n"))
    #expect(report.markdown.contains("| freeze | Freeze | January 2004 | freeze/kp |"))
    #expect(!report.markdown.contains("| <b>") && !report.html.contains("<b>=1"))
    let sheet = try #require(answer.sheets.first)
    #expect(sheet.name == "measure" && sheet.columns.prefix(2) == ["process", "measure"])
    #expect(sheet.columns.count == MeasureRow.fields.count + 1)
    #expect(sheet.rows.map { $0[0] } == [.text("talks"), .text("talks")])
  }

  @Test("marks the rows that rest on disputed events, and says so once")
  func disputed() throws {
    var account = AccountRow()
    account.$event = Traced(EventPosition(3), [3])
    account.$open = Traced(true, [3])
    var answer = try answer(measures())
    answer.disputes = Disputes([account])
    let lines = answer.text(Self.plain)
    #expect(lines[2].hasPrefix("oil ‡") && !lines[1].contains("‡"))
    #expect(lines.last == "‡ Accounts differ (event 3); “parley history 3” shows them.")
    #expect(answer.html(Links()).text.contains("‡ Accounts differ: <a href=\"/events/3\">event 3</a>."))
    // A section without the sign needs no word of it.
    answer.sections = [Section(try measures(), [Column("measure", \.$measure)], signed: nil)]
    #expect(!answer.text(Self.plain).contains { $0.contains("‡") })
    #expect(!answer.html(Links()).text.contains("‡"))
  }

  @Test("has sections under titles, facts, and a sum that parts its lines")
  func sections() throws {
    var answer = Answer(
      "show", of: "talks", from: Standpoint(asOf: CivilDay(iso: "2004-06-30")),
      [
        Section(try measures(), [Column("measure", \.$measure)], title: "Owed", member: "open_measures"),
        Section([RosterRow](), [Column("party", \.$party)], title: "At the table", whenEmpty: "Nobody."),
        Section([TierRow](), [Column("tier", \.$tier)], title: "Plan"),
        Section(try measures(), member: "for_programs"),
      ])
    answer.title = "Talks"
    answer.facts = [Fact("Last round", "none")]
    answer.sum = Sum(["", "In all two."], .of { $0.integer(2) })
    #expect(
      answer.text(Self.plain) == [
        "Talks  talks", "", "Owed", "  measure", "  freeze", "  oil", "", "At the table", "  Nobody.", "",
        "Last round: none", "", "In all two.",
      ])
    let json = answer.json.text
    #expect(json.contains("\"for_programs\":[{") && json.contains("\"summary\":2"))
    #expect(json.contains("\"as_of\":\"2004-06-30\""))
    #expect(answer.html(Links()).text.contains("<h2>At the table</h2>\n<p>Nobody.</p>"))
  }
}
