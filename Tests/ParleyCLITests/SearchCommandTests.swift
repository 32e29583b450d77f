import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Searching a record")
struct SearchCommandTests {
  @Test("finds the best first, with what was found set off, for people and for scripts")
  func korea() throws {
    let korea = try Example.korea()
    let told = try korea.run("search", "yongbyon", "shutdown").output
    #expect(
      told.contains(
        "  six-party-talks  18 July 2007  IAEA confirms *shutdown* at *Yongbyon*\n    place: *Yongbyon*"))
    let rows = try korea.run("search", "Gallucci", "--json").rows()
    #expect(rows.count == 1 && rows[0]["headline"] as? String == "First round of US-DPRK nuclear talks opens")
    let fragment = try #require((rows[0]["fragments"] as? [[String: Any]])?.first)
    #expect(fragment["column"] as? String == "said" && fragment["matches"] as? [[Int]] == [[7, 8]])
    #expect((rows[0]["why"] as? [String: [Int]])?["said"] == [rows[0]["event"] as? Int ?? 0])
    let few = try korea.run("search", "\"joint statement\"", "--limit", "2").output
    #expect(few.contains(/\n2 of \d+; a higher --limit shows more.\n$/), "\(few)")
    #expect(
      try korea.run("search", "yongbion").output
        == "Nothing holds “yongbion”. Did you mean “yongbyon” for “yongbion”?\n")
    #expect(
      try korea.run("search", "yongbyon", "--party", "eu").output
        == "Nothing that fits holds “yongbyon”.\n")
    let before = try korea.run("search", "yongbyon", "--as-of", "1994-12-31", "--json").rows()
    #expect(!before.isEmpty && before.allSatisfy { ($0["first_day"] as? String ?? "") < "1995" })
    let typed = try korea.run(
      "search", "yongbyon", "--type", "setback-occurred", "--process", "us-dprk", "--json")
    #expect(try typed.rows().allSatisfy { $0["type"] as? String == "setback-occurred" })
    let coloured = try korea.terminal("parley search Gallucci", columns: 80).output
    #expect(coloured.contains("\u{1B}[33mGallucci\u{1B}[0m"))
    // A word to leave out comes after --, where it comes first.
    #expect(try korea.run("search", "--limit", "1", "--json", "--", "-talks", "yongbyon").status == 0)
  }

  @Test(
    "that cannot be made is refused with a sentence",
    arguments: [
      (
        ["the"], 65, "“the” holds no word to look for; give a name, or a word that is not as common as “the”."
      ),
      (
        [String(repeating: "x", count: 501)], 65,
        "A word of more than 500 characters cannot be looked for; give a shorter one."
      ),
      (["x", "--limit", "0"], 64, "Take a --limit from 1 to 10000."),
      (["x", "--type", "talks-opend"], 64, "There is no event type “talks-opend”."),
      (["x", "--process", "us-drpk"], 65, "There is no process “us-drpk”. Did you mean “us-dprk”?"),
    ] as [([String], Int32, String)])
  func refusals(words: [String], status: Int32, sentence: String) throws {
    let outcome = try Example.korea().run(["search"] + words)
    #expect(outcome.status == status && outcome.output == "", "\(outcome)")
    #expect(outcome.complaint.contains(sentence), "\(outcome.complaint)")
  }

  @Test("shows nothing that a terminal would obey, nothing above a ceiling, and nothing of what was erased")
  func hidden() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for words in [
      ["--title", "Open \u{1B}[31m needle\u{1}", "--tlp", "clear"],
      ["--title", "Red needle", "--tlp", "red"],
      ["--title", "Retracted needle"],
    ] { #expect(try program.run(["log", "note-added", "demo", "--on", "2003"] + words).status == 0) }
    let all = try program.run("search", "needle")
    #expect(all.output.contains("Open ␛[31m *needle*␁") && all.output.contains("Red *needle*"), "\(all)")
    let low = try program.run("search", "needle", "--ceiling", "clear")
    #expect(low.complaint == "Up to TLP:CLEAR.\n" && !low.output.contains("Red"), "\(low)")
    let none = try program.run("search", "reed", "--ceiling", "clear").output
    #expect(none == "Nothing holds “reed”.\n")
    #expect(try program.run("search", "reed").output.contains("“red” for “reed”"))

    #expect(try program.run("retract", "3", "--because", "twice").status == 0)
    #expect(try !program.run("search", "needle").output.contains("Retracted"))
    #expect(
      try program.run("search", "needle", "--retracted").output.contains(
        "Retracted *needle*  (no longer counts)"))

    let connection = try Connection(program.conninfo)
    func kept() throws -> Int64 {
      try connection.query("SELECT count(*) FROM read.search_words WHERE words @@ 'red'::tsquery")[0].get(0)
    }
    #expect(try kept() == 1)
    #expect(try program.run("erase", "2", "--reason", "asked").status == 0)
    #expect(try kept() == 0)
    #expect(try !program.run("search", "needle", "--retracted").output.contains("Red"))
  }

  @Test("is as it stood at a time")
  func asKnown() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    for (title, known) in [("Early needle", "2004-01-01T00:00:00Z"), ("Late needle", "2006-01-01T00:00:00Z")]
    {
      let words = ["log", "note-added", "demo", "--on", "2003", "--title", title, "--known", known]
      #expect(try program.run(words).status == 0)
    }
    #expect(try program.run("search", "needle", "--json").rows().count == 2)
    #expect(try program.run("search", "needle", "--as-known", "2005-01-01", "--json").rows().count == 1)
    #expect(
      try program.run("search", "needle", "--as-known", "2003-01-01").output == "Nothing holds “needle”.\n")
    let nobody = try program.run("search", "needle", "--according-to", "nobody")
    #expect(nobody.status == 65 && nobody.complaint.contains("No account by “nobody” is recorded here."))
  }
}
