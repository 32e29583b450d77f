import Foundation
import Postgres
import TestSupport
import Testing

@Suite("The sources of a record")
struct SourcesTests {
  private let program: Program

  init() throws { program = Program(conninfo: try TestCluster.shared().freshDatabase()) }

  @discardableResult
  private func run(_ words: String...) throws -> String {
    let outcome = try program.run(words)
    #expect(outcome.status == 0 && outcome.complaint == "", "\(words): \(outcome.complaint)")
    return outcome.output
  }

  /// Two processes; what the first defines the second cites.
  private func record() throws {
    try run("log", "process-defined", "demo", "--title", "Demo")
    try run(
      "log", "source-defined", "demo", "--key", "ucdp", "--title", "UCDP Dataset", "--authors", "Doe, Jane",
      "--kind",
      "dataset", "--publisher", "Uppsala University", "--url", "https://ucdp.example/a", "--date", "2003-08~",
      "--reliability", "B")
    try run(
      "log", "note-added", "demo", "--title", "One", "--source", "@ucdp, p. 4 [3]", "--source",
      "Other | NYT [C2]")
    try run("log", "process-defined", "other-talks", "--title", "Other talks")
    try run("log", "note-added", "other-talks", "--title", "Two", "--source", "@ucdp [1]")
  }

  @Test("are listed with their grades and with what rests on each")
  func list() throws {
    try record()
    #expect(
      try run("sources", "demo") == """
        key   title         publisher           date            grade  events
        ucdp  UCDP Dataset  Uppsala University  c. August 2003  B3     1
              Other         NYT                                 C2     1

        """)
    #expect(
      try run("sources", "list", "--key", "@ucdp").withoutNames == """
        process      key   title         publisher           date            grade  events
        demo         ucdp  UCDP Dataset  Uppsala University  c. August 2003  B3     1
        other-talks  ucdp  UCDP Dataset  Uppsala University                  B1     1

        3  demo    One (desk)
        5  other-talks    Two (desk)

        """)
    #expect(
      try program.run("sources", "--key", "nope").complaint
        == "parley: There is no source “nope”. “parley sources” shows them all.\n")
    let rows = try program.run("sources", "demo", "--key", "ucdp", "--json").rows()
    #expect(
      rows.count == 1 && (rows[0]["why"] as? [String: [Int]])?["citations"] == [3]
        && rows[0]["credibility"] as? [String] == ["3"])
    #expect(rows[0]["authors"] as? [String] == ["Doe, Jane"] && rows[0]["kind"] as? String == "dataset")
    #expect(try run("complete", "sources") == "@ucdp\n")
    #expect(try program.run("sources", "--as-known", "2020", "--json").status == 65)
    #expect(try program.run("sources", "--as-known", "2020-01-01", "--json").rows().isEmpty)
    try run("rebuild", "--check")
  }

  @Test("stand in full wherever an event is shown with them, and in a journal as they were cited")
  func exports() throws {
    try record()
    let footnote =
      "[^1]: Doe, Jane, UCDP Dataset, Uppsala University, c. August 2003, `https://ucdp.example/a` \\[B1\\].\n"
    #expect(try run("export", "other-talks").hasSuffix("\n\(footnote)"))
    #expect(
      try run("export", "demo", "--format", "csv").contains(
        "\"UCDP Dataset | Uppsala University | https://ucdp.example/a | 2003-08~ | 4 [B3]; Other | NYT [C2]\""
      ))
    let events = try program.run("export", "other-talks", "--format", "json").rows("events")
    let source = try #require((events.last?["sources"] as? [[String: Any]])?.first)
    #expect(source["title"] as? String == "UCDP Dataset" && source["key"] as? String == "ucdp")
    #expect(source["reliability"] as? String == "B" && source["credibility"] as? String == "1")
    let journal = try run("export", "--format", "journal")
    #expect(journal.contains(#""sources":[{"credibility":"1","key":"ucdp"}]"#))
    let elsewhere = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try elsewhere.run(["import", "-"], input: journal).status == 0)
    #expect(try elsewhere.run("export", "--format", "journal").output == journal)
  }

  @Test("go into a bibliography and come back without adding anything", arguments: ["csl-json", "bibtex"])
  func exchange(format: String) throws {
    try record()
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "sources").path
    try run("sources", "export", "--format", format, "--output", file)
    let all = try String(contentsOfFile: file, encoding: .utf8)
    #expect(all.contains("UCDP Dataset") && !all.contains("NYT"))
    // Cited there, it belongs to the other process as well.
    #expect(try run("sources", "export", "other-talks", "--format", format) == all)
    #expect(
      try run("sources", "import", file, "demo")
        == "Recorded 0 of 1 sources (\(format)); 1 were there already.\n")
    #expect(
      try run("sources", "import", file, "other-talks", "--dry-run")
        == "Would record 1 of 1 sources (\(format)); 0 were there already.\n")
    #expect(
      try run("sources", "import", file, "other-talks")
        == "Recorded 1 of 1 sources (\(format)); 0 were there already.\n")
    let again = try program.run("sources", "import", file, "other-talks", "--json")
    #expect(
      again.output
        == #"{"already_there":1,"answer":"sources import","bad":0,"changes":[],"dry_run":false,"format":"\#(format)","new":0,"read":1}"#
        + "\n")
    #expect(try run("sources", "export", "other-talks", "--format", format) == all)
    // A later word on it stays when an older file is imported again.
    try run("log", "source-defined", "other-talks", "--key", "ucdp", "--reliability", "D")
    #expect(try run("sources", "import", file, "other-talks").hasPrefix("Recorded 0 of 1"))
    #expect(try run("sources", "export", "other-talks", "--format", format).contains("Reliability: D"))
  }

  @Test("of a bibliography are taken whole or not at all, with a sentence that says why")
  func refusals() throws {
    try run("log", "process-defined", "demo", "--title", "Demo")
    for (text, words, status, sentence) in [
      (
        "@book{a, title={A}}\n@book{b,\n  title = x}\n", [], 65,
        ":3:11: There is no @string “x”; put the text in braces."
      ),
      ("@book{a, title={A}}\n @book{b}\n", [], 65, ":2:2: The source “b” is new, so that it needs a title."),
      ("[{\"id\":\"a\",\"title\":\"A\"},\n3]", [], 65, ":2:1: An object in { } was expected."),
      ("nothing\n", [], 65, "There is no source in “standard input”; nothing was imported."),
      (
        "x", ["--format", "bibtx"], 64,
        "There is no format “bibtx” (csl-json, bibtex). Did you mean “bibtex”?"
      ),
    ] as [(String, [String], Int32, String)] {
      let outcome = try program.run(["sources", "import", "-", "demo"] + words, input: text)
      #expect(outcome.status == status && outcome.output == "", "\(outcome)")
      #expect(outcome.complaint.contains(sentence), "\(outcome.complaint)")
    }
    for (words, status, sentence) in [
      (
        ["import", "/nowhere/x.bib", "demo"], 66,
        "“/nowhere/x.bib” cannot be read: No such file or directory."
      ),
      (["import", "-", "dmeo"], 65, "There is no source in “standard input”; nothing was imported."),
      (
        ["export", "dmeo"], 65,
        "There is no process “dmeo”. Did you mean “demo”? “parley list” shows them all."
      ),
      (["export", "--format", "x"], 64, "There is no format “x” (csl-json, bibtex)."),
    ] as [([String], Int32, String)] {
      let outcome = try program.run(["sources"] + words)
      #expect(outcome.status == status && outcome.output == "", "\(outcome)")
      #expect(outcome.complaint.contains(sentence), "\(outcome.complaint)")
    }
    let unknown = try program.run(["sources", "import", "-", "dmeo"], input: "@book{a, title={A}}")
    #expect(
      unknown.status == 65 && unknown.complaint.contains("There is no process “dmeo”. Did you mean “demo”?"))
    #expect(
      try Connection(program.conninfo).query("SELECT position FROM log.head")[0].get(0, as: Int64.self) == 1)
  }

  private func fixture(_ name: String) -> String {
    Example.package.appending(path: "Tests/BibliographyTests/Fixtures/\(name)").path
  }

  @Test("stand for one work under their key, whatever else the library has by then")
  func keys() throws {
    try run("log", "process-defined", "demo", "--title", "Demo")
    try run("sources", "import", fixture("keys-first.bib"), "demo")
    try run("log", "note-added", "demo", "--title", "One", "--source", "@김2005, p. 4")
    #expect(
      try run("sources", "import", fixture("keys-second.bib"), "demo")
        == "Recorded 1 of 2 sources (bibtex); 1 were there already.\n")
    #expect(try run("export", "demo").contains("김, 영, Book of Kim, Press K, 2005, p. 4"))
    #expect(
      try run("sources", "import", fixture("colliding-keys.bib"), "demo").hasPrefix("Recorded 6 of 6 sources")
    )
    for (key, title) in [
      ("Smith2001A", "First book of Smith"), ("smith2001a", "Another work"), ("Lee:2003", "Lee colon"),
      ("lee_2003", "Lee underscore"), ("Müller2004", "Mueller"),
    ] {
      try run("log", "note-added", "demo", "--title", key, "--source", "@\(key)")
      #expect(try run("sources", "demo", "--key", key).contains(title))
    }
    try run("rebuild", "--check")
  }

  @Test("show what is said otherwise of a work under its key, here or in another process")
  func changes() throws {
    try run("log", "process-defined", "demo", "--title", "Demo")
    try run("log", "process-defined", "other-talks", "--title", "Other talks")
    try run("sources", "import", fixture("keys-first.bib"), "demo")
    let other = "@book{김2005, title={Book of Kang}, author={김, 영}, year=2006, isbn=1}"
    for process in ["other-talks", "demo"] {
      let outcome = try program.run(["sources", "import", "-", process], input: other)
      #expect(
        outcome.output == """
          Recorded 1 of 1 sources (bibtex); 0 were there already.
          1 of them are described otherwise than before:
            @김2005: title was “Book of Kim”, is “Book of Kang”
            @김2005: date was “2005”, is “2006”

          """, "\(outcome)")
    }
    let again = try program.run(
      ["sources", "import", "-", "demo", "--json"], input: other.replacing("2006", with: "2007"))
    #expect(
      again.output.contains(#""changes":[{"after":"2007","before":"2006","field":"date","key":"김2005"}]"#))
  }

  @Test("are refused with all that is wrong at once, or taken but for that")
  func faults() throws {
    try run("log", "process-defined", "demo", "--title", "Demo")
    let file = """
      @book{a, title={A}, year={2003-02-30}}
      @book{b, title={B}, year={[1796]}}
      @book{, title={C}}
      @book{d, title={D} year=1}
      @book{b, title={again}}
      @book{e, title=unknown}
      @book{f, title={F}, year={forthcoming}}
      """
    let refused = try program.run(["sources", "import", "-", "demo"], input: file)
    #expect(refused.status == 65 && refused.output == "", "\(refused)")
    #expect(
      refused.complaint.hasPrefix("parley: Nothing was imported, because 5 entries cannot be understood.\n"))
    for line in ["1:1", "3:1", "4:20", "5:1", "6:16"] {
      #expect(refused.complaint.contains("\nstandard input:\(line): "), "\(refused.complaint)")
    }
    let taken = try program.run(["sources", "import", "-", "demo", "--keep-going"], input: file)
    #expect(taken.status == 1 && taken.output == "Recorded 2 of 7 sources (bibtex); 0 were there already.\n")
    #expect(taken.complaint.hasPrefix("parley: 5 entries were left out:\n"))
    let rows = try program.run("sources", "demo", "--json").rows()
    #expect(rows.map { $0["date"] as? String } == ["1796", nil])
    #expect(rows.map { $0["dated"] as? String } == ["[1796]", "forthcoming"])
    #expect(try run("sources", "demo").contains("forthcoming"))
  }

  @Test("may be hostile or huge and are taken and shown all the same")
  func hostile() throws {
    try run("log", "process-defined", "demo", "--title", "Demo")
    let title = #"\input{/etc/passwd} =1+1 \u001b[31m<script> "# + String(repeating: "x", count: 100_000)
    let file =
      #"[{"id":"evil","title":"\#(title.replacing("\\i", with: "\\\\i"))","URL":"http://x/}\\write18{rm}"}]"#
    #expect(try program.run(["sources", "import", "-", "demo"], input: file).status == 0)
    try run("log", "note-added", "demo", "--title", "One", "--source", "@evil")
    let bibtex = try run("sources", "export", "--format", "bibtex")
    #expect(
      bibtex.contains(
        #"title = {\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} =1+1 [31m<script>"#))
    #expect(bibtex.contains("url = {http://x/%7D%5Cwrite18%7Brm%7D}"))
    #expect(try !run("sources", "demo").contains("\u{1B}[31m"))
    #expect(try !run("export", "demo").contains("\u{1B}"))
    for bytes in [
      [UInt8](repeating: 0, count: 10), Array("@book{a, title={".utf8) + [0xFF], Array("[\"\u{0}".utf8),
    ] {
      let scratch = try ScratchFile(bytes)
      let outcome = try withExtendedLifetime(scratch) {
        try program.run("sources", "import", scratch.path, "demo")
      }
      #expect(
        outcome.status == 65 && outcome.output == "" && outcome.complaint.hasPrefix("parley: "), "\(outcome)")
    }
  }
}
