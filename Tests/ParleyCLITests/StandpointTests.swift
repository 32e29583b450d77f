import Foundation
import TestSupport
import Testing

@Suite("An answer as the record stood")
struct StandpointTests {
  @Test("is what was known at a time, alone and as of a day, in every form")
  func asKnown() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for words in [
      ["us", "--on", "2003-04-23", "--known", "2003-04-24T08:00:00Z"],
      ["jp", "--on", "2003-04-23", "--known", "2005-01-01T00:00:00Z"],
      ["ru", "--on", "2004-06-01", "--known", "2004-06-01T00:00:00Z"],
    ] {
      let logged = try program.run(["log", "party-joined", "demo", "--party"] + words)
      #expect(logged.status == 0, "\(logged)")
    }
    func parties(_ words: String...) throws -> [String] {
      try program.run(["roster", "demo", "--json"] + words).rows().compactMap { $0["party"] as? String }
    }
    #expect(try parties() == ["us", "jp", "ru"])
    #expect(try parties("--as-known", "2004-12-31") == ["us", "ru"])
    #expect(try parties("--as-known", "2004-12-31T23:59:59Z") == ["us", "ru"])
    #expect(try parties("--as-known", "2005-01-01") == ["us", "jp", "ru"])
    #expect(try parties("--as-known", "2004-12-31", "--as-of", "2004-01-01") == ["us"])
    let shown = try program.run("show", "demo", "--as-of", "2004-01-01", "--as-known", "2004-12-31")
    #expect(
      shown.output.contains("as of 1 January 2004, as known at 2004-12-31T23:59:59.999999Z"), "\(shown)")
    let json = try program.run("show", "demo", "--as-known", "2004-12-31", "--json").json() as? [String: Any]
    #expect(json?["as_known"] as? String == "2004-12-31T23:59:59.999999Z")
    for (format, count) in [("journal", 2), ("csv", 3)] {
      let exported = try program.run("export", "--format", format, "--as-known", "2004-12-31")
      #expect(exported.output.split(whereSeparator: \.isNewline).count == count, "\(exported)")
    }
    let markdown = try program.run("export", "demo", "--as-known", "2004-12-31").output
    #expect(
      markdown.contains("As known at 2004\\-12\\-31T23:59:59") || markdown.contains("As known at 2004-12-31T")
    )
    let early = try program.run("roster", "demo", "--as-known", "2001-01-01")
    #expect(early.status == 65)
    #expect(
      early.complaint == "parley: Nothing was known of “demo” then; ask for a later time with --as-known.\n")
    let wrong = try program.run("roster", "demo", "--as-known", "then")
    #expect(wrong.status == 65)
    #expect(
      wrong.complaint
        == "parley: “then” is not a day or a moment; write it as 2008-06-30 or 2008-06-30T12:00:00Z.\n")
  }
}
