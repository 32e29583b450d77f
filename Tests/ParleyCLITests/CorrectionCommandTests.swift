import Foundation
import TestSupport
import Testing

@Suite("A record that is corrected and disputed")
struct CorrectionCommandTests {
  private let program: Program

  private static let prepared = Result {
    try PreparedRecord { program in
      for words in [
        ["party-joined", "talks", "--party", "jp", "--on", "2003-09-27", "--role", "host"],
        [
          "agreement-signed", "talks", "--as", "statement", "--title", "Joint Statement", "--parties",
          "us,kp",
          "--on", "2005-09-19", "--source", "The text",
        ],
        [
          "measure-pledged", "talks", "--party", "kp", "--as", "freeze", "--title", "Freeze", "--on",
          "2007-02-13",
        ],
        [
          "measure-pledged", "talks", "--party", "kp", "--as", "halt", "--title", "Halt", "--on",
          "2007-02-13",
        ],
        ["measure-implemented", "talks", "--party", "kp", "--measure", "halt", "--on", "2007-07"],
        ["party-joined", "elsewhere", "--party", "us", "--on", "2003-09-27"],
      ] { try program.ok(["log"] + words + ["--by", "kim", "--known", "2020-01-01T00:00:00Z"]) }
    }
  }

  init() throws { program = try Self.prepared.get().copy() }

  @Test("is amended, the amendment undone, and an answer as known before stays as it was")
  func amend() throws {
    #expect(
      try program.ok(
        "amend", "1", "--set", "on=2003-08-27", "--set", "role=participant", "--because", "the minutes",
        "--source", "Minutes", "--by", "lee", "--known", "2021-01-01T00:00:00Z")
          == """
          Amended event 1 of talks: Japan joins as host
          Event 7 says so; “parley history NAME” shows it.

          """)
    let now = try program.rows("roster", "talks")
    #expect(now[0]["since"] as? String == "2003-08-27" && now[0]["role"] as? String == "participant")
    #expect((now[0]["why"] as? [String: [Int]])?["since"] == [1, 7])
    let before = try program.rows("roster", "talks", "--as-known", "2020-12-31")
    #expect(before[0]["since"] as? String == "2003-09-27" && before[0]["role"] as? String == "host")
    #expect(try program.rows("roster", "talks", "--as-of", "2003-09-01").count == 1)
    #expect(try program.rows("roster", "talks", "--as-of", "2003-09-01", "--as-known", "2020-12-31").isEmpty)
    #expect(try program.ok("export", "talks", "--format", "csv").contains("2003-08-27"))

    let diff = try program.ok("diff", "talks", "--known", "--from", "2020-12-31")
    for line in [
      "~ roster jp", "    role: host → participant  [7]", "    since: 2003-09-27 → 2003-08-27  [7]",
      "~ Event 1 “Japan joins as host” is amended (event 7, lee, known 2021-01-01): the minutes",
      "    on: 2003-09-27 → 2003-08-27", "    role: host → participant", "    by: Minutes",
    ] { #expect(diff.contains(line), "\(line) is not in \(diff)") }
    let json = try #require(
      try program.run("diff", "talks", "--known", "--from", "2020-12-31", "--json").json() as? [String: Any])
    let changes = try #require(json["changes"] as? [[String: Any]])
    #expect(changes.contains { $0["column"] as? String == "since" && $0["after"] as? String == "2003-08-27" })
    #expect((json["events"] as? [[String: Any]])?.last?["position"] as? Int == 7)

    // What is said to have been known before was not recorded before.
    #expect(
      try program.rows("roster", "talks", "--as-known", "2021-01-02")[0]["since"] as? String == "2003-08-27")
    #expect(
      try program.run("roster", "talks", "--as-known", "2021-01-02", "--as-recorded", "2021-01-02").complaint
        == "parley: Nothing was known of “talks” then; ask for a later time with --as-known.\n")

    _ = try program.ok("retract", "7", "--because", "a slip")
    #expect(try program.rows("roster", "talks")[0]["since"] as? String == "2003-09-27")
    let history = try program.ok("history", "1")
    for line in [
      "Event 1 of talks, party-joined, recorded", "  on: 2003-09-27", "Event 7, event-amended,",
      "(no longer in force):", "  Event 8, event-retracted,", "It reads as it was recorded.",
    ] { #expect(history.contains(line), "\(line) is not in \(history)") }
  }

  @Test("shows every correction of a time, those that change no answer among them")
  func everyCorrection() throws {
    func record(_ words: String..., on day: String) throws {
      try program.ok(words + ["--by", "lee", "--known", "\(day)T00:00:00Z"])
    }
    try record("amend", "3", "--set", "summary=As told", "--because", "a quote", on: "2021-01-01")
    try record("retract", "5", "--because", "not yet", on: "2021-01-02")
    try record("merge", "4", "3", "--because", "one pledge", on: "2021-01-03")
    try record("dispute", "2", "--party", "kp", "--account", "on=2005-09-20", on: "2021-01-04")
    try record("resolve", "2", "--because", "the text has it", on: "2021-01-05")
    try record("retract", "7", "--because", "no quote", on: "2021-01-06")
    for (index, (line, fields)) in [
      (
        "~ Event 3 “Freeze” is amended (event 7, lee, known 2021-01-01): a quote",
        ["summary: nothing → As told"]
      ),
      ("- Event 5 “North Korea implements halt” is retracted (event 8, lee, known 2021-01-02): not yet", []),
      ("~ Event 4 “Halt” is merged into event 3 “Freeze” (event 9, lee, known 2021-01-03): one pledge", []),
      (
        "~ North Korea tells event 2 “Joint Statement” otherwise (event 10, lee, known 2021-01-04)",
        ["on: 2005-09-19 → 2005-09-20"]
      ),
      (
        "~ Event 2 “Joint Statement” is read as it was recorded (event 11, lee, known 2021-01-05): the text has it",
        []
      ),
      (
        "~ Event 7 “summary=As told is amended: a quote” is undone (event 12, lee, known 2021-01-06): no quote",
        []
      ),
    ].enumerated() {
      // From the end of the day before to that of its own.
      let days = ["--from", index == 0 ? "2020-12-31" : "2021-01-0\(index)", "--to", "2021-01-0\(index + 1)"]
      let diff = try program.ok(["diff", "talks", "--known"] + days)
      let lines = diff.split(separator: "\n").map(String.init)
      #expect(lines[1...2] == ["Recorded:", line], "\(diff)")
      #expect(Array(lines[3...].prefix(fields.count)) == fields.map { "    \($0)" }, "\(diff)")
    }
    let none = try program.ok("diff", "talks", "--known", "--from", "2021-02-01", "--to", "2021-02-02")
    #expect(none.hasSuffix("\nNothing is otherwise.\n"))
    // Of the pledge taken back, the counts are told to who asks.
    let merged = ["diff", "talks", "--known", "--from", "2021-01-02", "--to", "2021-01-03"]
    #expect(try !program.ok(merged).contains("open_measures"))
    #expect(try program.ok(merged).contains(" counts are otherwise, too; --all shows them.\n"))
    #expect(try program.ok(merged + ["--all"]).contains("Counts:\n~ process\n    open_measures: 2 → 1  ["))
  }

  @Test("loses what is retracted, and gets it back")
  func retract() throws {
    _ = try program.ok("retract", "2", "--because", "never signed")
    #expect(try program.rows("agreements", "talks").isEmpty)
    #expect(try program.ok("timeline", "talks").contains("Joint Statement") == false)
    #expect(try program.ok("history", "2").hasSuffix("It no longer counts, by event 7.\n"))
    let diff = try program.ok("diff", "talks", "--known", "--from", "2020-12-31")
    #expect(diff.contains("- agreement statement  [7]"), "\(diff)")
    #expect(diff.contains("- Event 2 “Joint Statement” is retracted (event 7, "), "\(diff)")
    #expect(diff.contains("): never signed\n"), "\(diff)")
    #expect(
      try program.run("retract", "2", "--because", "x").complaint.hasSuffix(
        " does not count any more, by event 7; retract that first.\n"))
    _ = try program.ok("retract", "7", "--because", "it was")
    #expect(try program.rows("agreements", "talks").count == 1)
  }

  @Test("merges two records of one thing")
  func merge() throws {
    _ = try program.ok("merge", "4", "3", "--because", "the same pledge")
    let measures = try program.rows("measures", "talks")
    #expect(measures.map { $0["measure"] as? String } == ["freeze"])
    #expect(measures[0]["status"] as? String == "implemented")
    #expect((measures[0]["why"] as? [String: [Int]])?["status"] == [3, 4, 5, 7])
    #expect(
      try program.run("merge", "3", "6", "--because", "x").complaint
        == "parley: Event 3 is of talks and event 6 of elsewhere; they must be of one process.\n")
  }

  @Test("shows rival accounts, the preferred one with a mark, and each on request")
  func dispute() throws {
    _ = try program.ok(
      "dispute", "2", "--account", "on=2005-09-29", "--source", "PA-X", "--because", "ten days late")
    _ = try program.ok("dispute", "2", "--denied", "--party", "kp")
    let shown = try program.ok("agreements", "talks")
    #expect(shown.contains("statement ‡") && shown.contains("19 September 2005"))
    #expect(shown.hasSuffix("‡ Accounts differ (event 2); “parley history 2” shows them.\n"))
    #expect(try program.ok("show", "talks").contains("Joint Statement ‡"))
    #expect(
      try program.rows("agreements", "talks", "--according-to", "PA-X")[0]["signed"] as? String
        == "2005-09-29")
    #expect(try program.rows("agreements", "talks", "--according-to", "kp").isEmpty)
    #expect(
      try program.run("agreements", "talks", "--according-to", "pa-x").complaint
        == "parley: No account by “pa-x” is recorded here. Did you mean “PA-X”?\n")
    let accounts = try program.rows("accounts", "talks", "--open")
    #expect(accounts.map { $0["account"] as? Int } == [2, 7, 8])
    #expect(accounts.map { $0["preferred"] as? Bool } == [true, false, false])
    #expect(accounts[0]["says"] as? [String] == ["on=2005-09-19"])
    #expect(
      try program.ok("export", "talks", "--format", "csv", "--according-to", "PA-X").contains("2005-09-29"))
    let markdown = try program.ok("export", "talks", "--according-to", "PA-X")
    #expect(markdown.contains("According to PA-X.") && markdown.contains("**Joint Statement** ‡"))
    #expect(
      markdown.contains("‡ Accounts differ. The text: on\\=2005-09-19; kp: it did not happen."), "\(markdown)"
    )
    let exported = try program.run("export", "talks", "--format", "json").json() as? [String: Any]
    let differing = (exported?["events"] as? [[String: Any]])?.compactMap {
      $0["accountsThatDiffer"] as? [String]
    }
    #expect(differing?.filter { !$0.isEmpty } == [["PA-X: on=2005-09-29", "kp: it did not happen"]])
    #expect(
      try program.run("timeline", "talks", "--ceiling", "GREEN").output.contains(
        "“parley accounts --ceiling GREEN”"))

    _ = try program.ok("resolve", "2", "--prefer", "7", "--because", "it was checked")
    #expect(try program.rows("agreements", "talks")[0]["signed"] as? String == "2005-09-29")
    #expect(try program.ok("agreements", "talks").contains("‡") == false)
    #expect(try program.rows("accounts", "talks", "--open").isEmpty)
    #expect(try program.ok("accounts", "talks").contains("7*"))
    _ = try program.ok("resolve", "2", "--because", "the text itself")
    #expect(try program.rows("agreements", "talks")[0]["signed"] as? String == "2005-09-19")
  }

  @Test("gives the events that make a value, with their sources")
  func why() throws {
    let text = try program.ok("why", "talks", "halt.status")
    #expect(text.contains("measure halt") && text.contains("implemented  4 5"), "\(text)")
    #expect(text.contains("  5  July 2007  North Korea implements halt (kim, known 2020-01-01)"))
    #expect(try program.ok("why", "talks", "agreement/statement").contains("      The text\n"))
    #expect(try program.ok("why", "talks", "at_table").contains("jp"))
    let json = try #require(try program.run("why", "talks", "halt.status", "--json").json() as? [String: Any])
    let columns = try #require((json["rows"] as? [[String: Any]])?.first?["columns"] as? [String: Any])
    #expect((columns["status"] as? [String: Any])?["events"] as? [Int] == [4, 5])
    #expect(
      try program.run("why", "talks", "hlat").complaint
        == "parley: Nothing in talks is called “hlat”. Did you mean “halt”?\n")
    for (what, complaint) in [
      ("halt.staus", "“halt” in talks has no column “staus”. Did you mean “halt.status”?"),
      ("hlat.status", "Nothing in talks is called “hlat.status”. Did you mean “halt.status”?"),
      (
        "nonsense",
        "Nothing in talks is called “nonsense”. Give a column of the process, such as “standing”, a row by its name, or ROW.COLUMN."
      ),
    ] { #expect(try program.run("why", "talks", what).complaint == "parley: \(complaint)\n") }
  }

  @Test("says unknown where a date leaves it open")
  func unknown() throws {
    #expect(
      try program.rows("measures", "talks", "--as-of", "2007-07-15").map { $0["is_open"] as? String } == [
        nil, "unknown",
      ])
    let text = try program.ok("measures", "talks", "--as-of", "2007-07-15")
    #expect(text.contains("unknown") && text.contains("July 2007"))
    #expect(try program.ok("show", "talks", "--as-of", "2007-07-15").contains("Halt (unknown on that day)"))
    #expect(
      try program.rows("measures", "talks", "--as-of", "2007-07-31").map { $0["is_open"] as? Bool } == [
        true, false,
      ])
  }

  @Test(
    "refuses what cannot be meant",
    arguments: [
      (
        ["amend", "99", "--set", "on=2003", "--because", "x"], 65,
        "There is no event 99; the last one is event 6, and “parley events” lists them."
      ),
      (
        ["history", "x"], 64,
        "“x” is no event; give its position in the log, its id or the last 4 or more digits of that."
      ),
      (
        ["amend", "1", "--because", "x"], 65,
        "--set: Nothing is amended: give a field with --set, such as on=2005-09-19."
      ),
      (
        ["amend", "1", "--set", "on", "--because", "x"], 65,
        "“on” changes nothing; write field=value, such as on=2005-09-19."
      ),
      (
        ["amend", "1", "--set", "rolle=host", "--because", "x"], 65,
        "--set: There is no field “rolle” in an event “party-joined”. Did you mean “role”?"
      ),
      (["amend", "1", "--set", "on=2003-13", "--because", "x"], 65, "--set: on: "),
      (["amend", "2", "--set", "as=other", "--because", "x"], 65, "--set: as: The agreement keeps"),
      (
        ["dispute", "1", "--account", "on=2004"], 65,
        "--party: Say whose account it is, with --party or --source."
      ),
      (
        ["dispute", "1", "--party", "kp"], 65,
        "--account: Say either what the account says instead, such as --account on=2005-09-29, or that it is --denied."
      ),
      (["resolve", "1", "--because", "x"], 65, "--resolved: Nobody tells the event "),
      (["diff", "talks", "--from", "x"], 65, "“x” is not a day; write it as 2007-02-13."),
      (
        ["amend", "1", "--set", "on=2004", "--because", "x", "--known", "x"], 65,
        "“x” is not a day or a moment; write it as 2020-05-01 or 2020-05-01T12:00:00Z."
      ),
      (
        ["amend", "1", "--set", "on=2004", "--because", "x", "--tlp", "x"], 65,
        "“x” is not a marking of the Traffic Light Protocol ("
      ),
    ])
  func refused(words: [String], status: Int, reason: String) throws {
    let outcome = try program.run(words)
    #expect(outcome.status == Int32(status) && outcome.output == "", "\(outcome)")
    #expect(outcome.complaint.hasPrefix("parley: \(reason)"), "\(outcome)")
    #expect(try program.run("events").output.split(separator: "\n").count == 6)
  }

  @Test("records nothing in a dry run, and cannot be erased beneath what speaks of it")
  func dry() throws {
    let outcome = try program.run("amend", "1", "--set", "on=2004", "--because", "x", "--dry-run")
    #expect(outcome.status == 0 && outcome.output.contains(#""set":["on=2004"]"#))
    #expect(try program.run("events").output.split(separator: "\n").count == 6)
    _ = try program.ok("amend", "1", "--set", "on=2004", "--because", "x")
    #expect(
      try program.run("erase", "1", "--reason", "y").complaint
        == "parley: Event 1 is spoken of by others (7), which may say part of it; erase these first.\n")
  }

  @Test("is corrected in a long chain, which every command follows on a small stack")
  func chain() throws {
    let count = 3_000
    func id(_ number: Int) -> String { "00000000-0000-7000-8000-\(String(format: "%012d", number))" }
    let lines =
      [#"{"process":"chain","id":"\#(id(1))","type":"note-added","on":"2003","title":"Doubted"}"#]
      + (2...count).map { number in
        #"{"process":"chain","id":"\#(id(number))","type":"event-retracted","retracted":"\#(id(number - 1))","because":"x","form":2,"saw":["\#(id(number - 1))"]}"#
      }
    let journal = try ScratchFile(lines)
    func run(_ words: String) throws -> Program.Outcome {
      try program.shell("ulimit -s 1024; parley \(words)")
    }
    let imported = try run("import \(journal.path)")
    #expect(imported.output.hasPrefix("Recorded \(count) new events"), "\(imported)")
    for words in [
      "show chain", "events chain", "timeline chain --as-recorded 2100-01-01", "check --process chain",
      "verify", "rebuild --check", "diff chain --known --from 2000-01-01", "export chain --format journal",
    ] {
      let outcome = try run(words)
      #expect(outcome.status == 0 && outcome.complaint == "", "\(words): \(outcome.complaint)")
    }
    // The six events of the other processes come first.
    let history = try run("history 7")
    #expect(history.status == 0, "\(history.complaint)")
    let remarks = history.output.split(separator: "\n").filter { $0.contains(", event-retracted, ") }
    #expect(remarks.count == count - 1)
    // The last holds, so that each second before it does not; of the deepest all stand below each other.
    #expect(remarks[0].hasPrefix("Event 8 (") && !remarks[0].hasSuffix("(no longer in force):"))
    #expect(remarks[1].hasPrefix("  Event 9 (") && remarks[1].hasSuffix("(no longer in force):"))
    #expect(remarks[count - 2].hasPrefix(String(repeating: "  ", count: 12) + "Event \(count + 6) ("))
    #expect(history.output.hasSuffix("It no longer counts, by event 8.\n"))
  }
}
