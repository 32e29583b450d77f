import Foundation
import TestSupport
import Testing

@Suite("An event that is moved by command")
struct MoveCommandTests {
  private let program: Program

  /// Two sets of talks, one of which holds what belongs to the other: events 3 to 6.
  private static let prepared = Result {
    try PreparedRecord { program in
      for words in [
        ["process-defined", "nuclear", "--title", "Nuclear talks"],
        ["process-defined", "border", "--title", "Border talks"],
        ["agreement-signed", "nuclear", "--as", "statement", "--parties", "us,kp", "--on", "2005-09-19"],
        [
          "measure-pledged", "nuclear", "--party", "kp", "--as", "posts", "--title", "Guard posts to go",
          "--on",
          "2018-09-19", "--under", "statement", "--track", "military",
        ],
        ["measure-implemented", "nuclear", "--party", "kp", "--measure", "posts", "--on", "2018-11-20"],
        ["note-added", "nuclear", "--on", "2018-11-21", "--title", "A handshake"],
      ] { try program.ok(["log"] + words + ["--by", "kim", "--known", "2020-01-01T00:00:00Z"]) }
    }
  }

  init() throws { program = try Self.prepared.get().copy() }

  private static let isRenamed = "“nuclear” is called “us-dprk” now.\n"

  private func measures(_ process: String, _ more: String...) throws -> [String] {
    try program.run(["measures", process, "--json"] + more).rows().map {
      "\($0["measure"] ?? ""): \($0["status"] ?? "")"
    }
  }
  private func move(_ words: String...) throws -> Program.Outcome {
    try program.run(
      ["move"] + words + [
        "--to", "border", "--because", "military talks", "--by", "lee", "--known", "2021-01-01T00:00:00Z",
      ])
  }

  @Test("belongs to the other process in every answer, from when that was known")
  func moves() throws {
    #expect(
      try move("5").complaint
        == "parley: --called: There is no measure “posts” in border; move what names it first, or say with --called what it is called there.\n"
    )
    #expect(
      try move("4", "5", "6").output.withoutNames.hasPrefix(
        "Moved to border event 4 of nuclear: Guard posts to go\nEvent 7 says so;"))
    #expect(try measures("nuclear").isEmpty)
    #expect(try measures("border") == ["posts: implemented"])
    // The agreement stays where it is, and is named as one of there.
    let pledge = try #require(program.rows("measures", "border").first)
    #expect(pledge["under"] as? String == "nuclear/statement")
    #expect((pledge["why"] as? [String: [Int]])?["title"] == [4, 7])
    // As the desk knew it before.
    #expect(try measures("nuclear", "--as-known", "2020-12-31") == ["posts: implemented"])
    #expect(try measures("border", "--as-known", "2020-12-31").isEmpty)
    // As of a day before it was carried out, folded and not from the tables.
    #expect(try measures("border", "--as-of", "2018-10-01") == ["posts: pledged"])
    #expect(try measures("nuclear", "--as-of", "2018-10-01").isEmpty)

    #expect(try program.ok("timeline", "border").contains("A handshake"))
    #expect(try !program.ok("timeline", "nuclear").contains("A handshake"))
    #expect(try program.ok("search", "handshake").hasPrefix("6  border  "))
    #expect(try program.ok("search", "handshake", "--as-of", "2019-01-01").hasPrefix("6  border  "))
    #expect(try program.ok("tracks", "border").contains("military"))
    let csv = try program.ok("export", "border", "--format", "csv")
    #expect(csv.contains("A handshake") && csv.contains("Guard posts to go"))
    #expect(try !program.ok("export", "nuclear", "--format", "csv").contains("A handshake"))

    let history = try program.ok("history", "6")
    #expect(history.contains("Event 6 of nuclear, note-added"))
    #expect(history.contains("Event 9, event-moved, recorded"))
    #expect(history.hasSuffix("It belongs to border, by event 9.\n"))
    let line =
      "~ Event 6 “A handshake” is moved from nuclear to border (event 9, lee, known 2021-01-01): military talks"
    for process in ["nuclear", "border"] {
      #expect(try program.ok("diff", process, "--known", "--from", "2020-12-31").contains(line))
    }
    #expect(try program.run("rebuild", "--check").status == 0)
    #expect(try program.run("verify").status == 0)
  }

  @Test("can be amended, merged, named and moved back where it is")
  func after() throws {
    #expect(try move("4", "5", "6").status == 0)
    _ = try program.ok("amend", "6", "--set", "title=Two handshakes", "--because", "the film")
    #expect(try program.ok("timeline", "border").contains("Two handshakes"))
    _ = try program.ok("log", "note-added", "border", "--on", "2018-11-21", "--title", "Handshakes")
    _ = try program.ok("merge", "6", "11", "--because", "one")
    #expect(try program.ok("timeline", "border").contains("Handshakes"))
    #expect(try !program.ok("timeline", "border").contains("Two handshakes"))
    // What is logged there now finds what was moved there.
    _ = try program.ok(
      "log", "measure-verified", "border", "--measure", "posts", "--party", "kr", "--on", "2018-12-12")
    #expect(try measures("border") == ["posts: verified"])
    #expect(
      try program.run("log", "measure-pledged", "border", "--party", "kr", "--as", "posts", "--on", "2019")
        .complaint
        .contains("The name “posts” is taken by a measure of border"))
    _ = try program.ok("retract", "7", "--because", "it was there")
    #expect(try measures("nuclear") == ["posts: pledged"])
    #expect(try program.run("rebuild", "--check").status == 0)
    for (words, complaint) in [
      (["move", "5", "--to", "border", "--because", "x"], "The event belongs to border already."),
      (
        ["move", "3", "--to", "nowhere", "--because", "x"],
        "There is no process “nowhere” yet; record something of it first."
      ),
      (
        ["move", "9", "--to", "border", "--because", "x"],
        "Only what happened can be moved; what is said about it follows."
      ),
    ] {
      let outcome = try program.run(words)
      #expect(outcome.status == 65 && outcome.complaint.contains(complaint), "\(outcome)")
    }
  }

  @Test("leaves a finding where something still speaks of it")
  func left() throws {
    #expect(
      try move("4").complaint
        == "note: “North Korea implements posts” speaks of “posts”, which was moved to border.\n")
    #expect(
      try program.ok("history", "4").contains("It belongs to border, by event 7."))
    let found = try program.run("check", "--process", "nuclear")
    #expect(found.status == 1)
    #expect(found.output.contains("parley move 5 --to border --because …"), "\(found)")
    #expect(try move("5").status == 0)
    #expect(try !program.run("check", "--process", "nuclear").output.contains("which was moved"))
  }

  @Test("comes with all others of its process when that gets another name")
  func renamed() throws {
    let before = try program.ok("timeline", "nuclear")
    #expect(
      try program.ok(
        "rename", "nuclear", "--to", "us-dprk", "--because", "its parties", "--known", "2021-01-01T00:00:00Z")
        == "Renamed nuclear to us-dprk; event 7 says so.\n")
    #expect(try program.ok("timeline", "us-dprk").contains("A handshake"))
    #expect(try measures("us-dprk") == ["posts: implemented"])
    #expect(try measures("us-dprk", "--as-of", "2018-10-01") == ["posts: pledged"])
    #expect(try program.ok("search", "handshake").hasPrefix("6  us-dprk  "))
    // The former name is followed, and said to be one.
    #expect(try measures("nuclear") == ["posts: implemented"])
    #expect(try measures("nuclear", "--as-of", "2018-10-01") == ["posts: pledged"])
    let shown = try program.run("show", "nuclear")
    #expect(try shown.complaint == Self.isRenamed && shown.output == program.ok("show", "us-dprk"))
    let list = try program.ok("list")
    #expect(list.contains("\nus-dprk") && !list.contains("\nnuclear"))
    #expect(list.hasSuffix("Not listed, since it has another name: nuclear (now us-dprk).\n"))
    #expect(try program.ok("list", "--all").contains("\nnuclear"))
    // As it was known before.
    #expect(try program.ok("timeline", "nuclear", "--as-known", "2020-12-31") == before)
    #expect(try measures("nuclear", "--as-known", "2020-12-31") == ["posts: implemented"])
    // What is recorded now, under either name, and what is corrected of what was recorded then.
    _ = try program.ok("log", "note-added", "us-dprk", "--on", "2019", "--title", "New name")
    let old = try program.run("log", "note-added", "nuclear", "--on", "2019", "--title", "Old name")
    #expect(
      old.complaint == Self.isRenamed && old.output.hasPrefix("Recorded note-added in us-dprk as event 9 "))
    _ = try program.ok(
      "log", "measure-verified", "us-dprk", "--measure", "posts", "--party", "kr", "--on", "2018-12-12")
    #expect(
      try program.ok("amend", "6", "--set", "title=Two handshakes", "--because", "the film").hasPrefix(
        "Amended event 6 of us-dprk: "))
    let now = try program.ok("timeline", "us-dprk")
    for title in ["New name", "Old name", "Two handshakes"] { #expect(now.contains(title)) }
    #expect(try measures("us-dprk") == ["posts: verified"])
    #expect(try move("6").status == 0)
    #expect(try program.ok("timeline", "border").contains("Two handshakes"))
    #expect(try !program.ok("timeline", "us-dprk").contains("handshake"))
    #expect(
      try program.ok("diff", "us-dprk", "--known", "--from", "2020-12-31").contains(
        "What was called nuclear has this name now: its parties"))
    #expect(try program.run("rebuild", "--check").status == 0)
    #expect(
      try program.run("rename", "us-dprk", "--to", "border", "--because", "x").complaint
        == "parley: There is a process “border” already; choose another name, or move events there with “parley move”.\n"
    )
    #expect(
      try program.run("rename", "nuclear", "--to", "other", "--because", "x").complaint
        == "parley: “nuclear” is called “us-dprk” now; rename that.\n")
    #expect(
      try program.run("rename", "us-dprk", "--to", "nuclear", "--because", "x").complaint
        == "parley: “nuclear” is the former name of “us-dprk”; retract its renaming, which “parley timeline us-dprk” shows, to have it again.\n"
    )
    // Twice, and back.
    _ = try program.ok("rename", "us-dprk", "--to", "geneva", "--because", "the place")
    #expect(try measures("geneva") == ["posts: verified"] && measures("us-dprk") == measures("geneva"))
    #expect(try program.run("show", "nuclear").complaint == "“nuclear” is called “geneva” now.\n")
    #expect(try program.run("rebuild", "--check").status == 0)
    _ = try program.ok("retract", "13", "--because", "no")
    #expect(try measures("us-dprk") == ["posts: verified"] && measures("geneva").isEmpty)
    _ = try program.ok("retract", "7", "--because", "no")
    #expect(try measures("nuclear") == ["posts: implemented"])
    #expect(try program.run("rebuild", "--check").status == 0)
  }

  @Test("is left out of lists with its process when that is retired, and still answers")
  func retired() throws {
    #expect(
      try program.ok("retire", "border", "--because", "kept by others")
        == "Retired border; event 7 says so.\n")
    #expect(try program.ok("list").hasSuffix("Not listed, since it was retired: border (kept by others).\n"))
    #expect(try program.rows("list").map { $0["process"] as? String } == ["nuclear"])
    #expect(try program.rows("list", "--all").map { $0["retired"] as? String } == ["kept by others", nil])
    #expect(try program.ok("show", "border").contains("It is retired: kept by others"))
    _ = try program.ok("retract", "7", "--because", "ours again")
    #expect(try program.rows("list").count == 2)
    #expect(try program.run("log", "process-retired", "border", "--because", "x").status != 0)
  }

  @Test("is in the journal of the process that it belongs to, and comes to the same elsewhere")
  func journal() throws {
    #expect(try move("4", "5", "6").status == 0)
    _ = try program.ok("amend", "6", "--set", "title=Two handshakes", "--because", "the film")
    let other = Program(conninfo: try TestCluster.shared().freshDatabase())
    for journal in [
      try program.ok("export", "--format", "journal"),
      try program.ok("export", "border", "--format", "journal"),
    ] {
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(journal.utf8).write(to: file)
      #expect(try other.run("import", file.path).status == 0)
    }
    for words in [["timeline", "border"], ["measures", "border"], ["timeline", "nuclear"]] {
      #expect(try other.run(words).output == program.run(words).output)
    }
  }
}
