import EventSourcing
import Foundation
import Talks
import Testing

/// What a check finds in a story: the events of each finding, and its sentence.
func findings(
  _ check: any Check.Type, _ lines: [String], on day: String = "2020-01-01", gap: Int = 180
) throws -> [(events: [Int64], sentence: String, hint: String)] {
  let inspection = Inspection(
    of: "talks", try Story(lines).entries, on: try #require(CivilDay(iso: day)), gap: gap)
  return inspection.findings(by: [check]).map { ($0.events.all, $0.sentence, $0.hint) }
}

/// The id of the event at a position in a story.
func eventID(_ position: Int) -> String { EventID(high: 0x7000, low: UInt64(position)).description }

@Suite("The checks")
struct CheckTests {
  @Test("are listed as their folder is, each with a name and help of its own")
  func lists() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Talks/Checks")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.sorted() == Checks.all.map { "\($0).swift" }.sorted())
    #expect(Set(Checks.all.map { $0.name }).count == Checks.all.count)
    for check in Checks.all { #expect(Slug(check.name) != nil && !check.help.isEmpty) }
    #expect(
      throws: Malformed("There is no check “gaps”. Did you mean “gap”? “parley check --list” shows them all.")
    ) {
      try Checks.named("gaps")
    }
  }

  @Test("say nothing of a record that adds up, and each names a command or what to look for")
  func clean() throws {
    let sources = #""sources":[{"title":"The text","date":"2003-12"}]"#
    let story = try Story([
      #""type":"process-defined","title":"Talks","on":"2003""#,
      #""type":"party-joined","party":"us","on":"2003-08-27",\#(sources)"#,
      #""type":"round-convened","as":"r","on":"2003-08-27","parties":["us"],\#(sources)"#,
      #""type":"round-concluded","round":"r","on":"2003-08-29",\#(sources)"#,
      #""type":"measure-pledged","as":"m","party":"us","on":"2003-08-29","deadline":"2003-10",\#(sources)"#,
      #""type":"measure-implemented","measure":"m","party":"us","on":"2003-09",\#(sources)"#,
      #""type":"measure-verified","measure":"m","party":"cn","on":"2003-09",\#(sources)"#,
      #""type":"talks-closed","on":"2003-11-01",\#(sources)"#,
    ])
    let day = try #require(CivilDay(iso: "2020-01-01"))
    #expect(Inspection(of: "talks", story.entries, on: day).findings() == [])
  }
}
