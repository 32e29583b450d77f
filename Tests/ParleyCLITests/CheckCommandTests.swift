import Foundation
import TestSupport
import Testing

@Suite("What does not add up")
struct CheckCommandTests {
  private let program: Program

  init() throws { program = Program(conninfo: try TestCluster.shared().freshDatabase()) }

  @discardableResult
  private func log(_ words: String...) throws -> Program.Outcome { try program.run(["log"] + words) }

  /// A record with two findings, of a round and of a deadline.
  private func faulty() throws {
    try log("party-joined", "talks", "--party", "us", "--on", "2003-08-01", "--source", "The text")
    try log(
      "measure-pledged", "talks", "--as", "oil", "--title", "Oil", "--party", "us", "--on", "2003-08-02",
      "--deadline", "2003-10", "--source", "The text")
    try log(
      "round-concluded", "talks", "--as", "r", "--title", "First round", "--on", "2003-08-29",
      "--source", "The text")
  }

  @Test("is shown by process and check, with its events and what to do, and the exit status says so")
  func text() throws {
    try faulty()
    let outcome = try program.run("check")
    #expect(outcome.status == 1 && outcome.complaint == "")
    #expect(
      outcome.output.replacing(/\[(\d+) [0-9a-f]+\]/) { "[\($0.1)]" } == """
        talks
          no-round
            “First round” ends (29 August 2003) without having been convened. [3]
              parley log round-convened talks --round r --on DATE
          overdue
            “Oil” was due by October 2003, and nothing says what became of it. [2]
              parley log measure-implemented (or -lapsed) talks --measure oil --on DATE
        2 findings: 1 no-round, 1 overdue.

        """)
    #expect(
      try program.run("check", "overdue", "--process", "talks").output.hasSuffix("\n1 finding: 1 overdue.\n"))
    let past = try program.run("check", "--as-of", "2003-10-30", "overdue")
    #expect(past.status == 0 && past.output == "No findings.\n" && past.complaint == "")
    #expect(try program.run("check", "--as-known", "2003-10-31").output == "No findings.\n")
  }

  @Test("is told to scripts")
  func json() throws {
    try faulty()
    let outcome = try program.run("check", "no-round", "--json")
    #expect(outcome.status == 1)
    let answer = try #require(outcome.json() as? [String: Any])
    #expect(answer["answer"] as? String == "check" && answer["gap"] as? Int == 180)
    #expect(answer["as_of"] is NSNull && answer["as_known"] is NSNull && answer["according_to"] is NSNull)
    let findings = try #require(answer["findings"] as? [[String: Any]])
    #expect(findings.count == 1)
    #expect(findings[0]["process"] as? String == "talks" && findings[0]["check"] as? String == "no-round")
    #expect(findings[0]["events"] as? [Int] == [3])
    #expect(
      findings[0]["sentence"] as? String
        == "“First round” ends (29 August 2003) without having been convened.")
    #expect(
      findings[0]["hint"] as? String == "parley log round-convened talks --round r --on DATE")
  }

  @Test("is found by checks that are listed")
  func list() throws {
    let outcome = try program.run("check", "--list")
    #expect(outcome.status == 0 && outcome.output.contains("no-round  "))
    #expect(outcome.output.contains("a round that ends or recesses without having been convened"))
  }

  @Test(
    "is not looked for where the question is not understood",
    arguments: [
      (
        ["check", "no-rond"], 64,
        "There is no check “no-rond”. Did you mean “no-round”? “parley check --list” shows them all."
      ),
      (["check", "--gap", "0"], 64, "--gap takes a number of days of 1 or more."),
      (["check", "--gap", "soon"], 64, "The value 'soon' is invalid for '--gap <days>'"),
      (
        ["check", "--process", "tlaks"], 65,
        "There is no process “tlaks”. Did you mean “talks”? “parley list” shows them all."
      ),
      (["check", "--according-to", "kp"], 65, "No account by “kp” is recorded here."),
    ])
  func misunderstood(words: [String], status: Int32, complaint: String) throws {
    try faulty()
    let outcome = try program.run(words)
    #expect(outcome.status == status && outcome.output == "")
    #expect(outcome.complaint.contains(complaint), "\(outcome.complaint)")
  }

  @Test("is noted when it is logged, unless that only lacks a source")
  func noted() throws {
    let round = [
      "round-convened", "talks", "--as", "r", "--title", "First round", "--on", "2003-08-27",
      "--parties", "us",
    ]
    let outcome = try program.run(["log"] + round)
    #expect(
      outcome.status == 0 && outcome.output.hasPrefix("Recorded round-convened (r) in talks as event 1"))
    #expect(
      outcome.complaint
        == "note: United States is at “First round” (27 August 2003) without having joined.\n")
    let unsourced = try log("party-joined", "talks", "--party", "us", "--on", "2003-08-27")
    #expect(unsourced.status == 0 && unsourced.complaint == "")
    let retracted = try program.run("retract", "2", "--because", "a slip")
    #expect(
      retracted.complaint == "" && retracted.status == 0)
    try log("measure-pledged", "talks", "--as", "m", "--party", "us", "--on", "2003")
    try log("measure-implemented", "talks", "--measure", "m", "--party", "us", "--on", "2004")
    #expect(
      try program.run("retract", "4", "--because", "a slip").complaint
        == "note: “United States implements m” speaks of “m”, which was retracted.\n")
    let id = "01900000-0000-7000-8000-000000000001"
    let twice = ["party-joined", "other", "--party", "us", "--on", "2003", "--id", id]
    _ = try program.run(["log"] + twice)
    #expect(try program.run(["log"] + twice).complaint == "")
  }

  @Test("is refused where somebody asks for that, and then nothing is recorded")
  func strict() throws {
    let round = [
      "log", "round-convened", "talks", "--as", "r", "--title", "First round", "--on", "2003-08-27",
      "--parties", "us", "--strict",
    ]
    for words in [round, round + ["--dry-run"]] {
      let outcome = try program.run(words)
      #expect(outcome.status == 65 && outcome.output == "")
      #expect(
        outcome.complaint == """
          parley: Nothing is recorded, since it would not add up; change it, or leave out --strict.
          unsourced: “First round” rests on no source.
          not-joined: United States is at “First round” (27 August 2003) without having joined.

          """)
    }
    #expect(try program.run("events").output == "")
    let joined = ["party-joined", "talks", "--party", "us", "--on", "2003-08-01", "--source", "The text"]
    #expect(try program.run(["log"] + joined + ["--strict"]).status == 0)
    #expect(try program.run(round + ["--source", "The text"]).status == 0)
    // What is only to come is no reason.
    let pledged = try log(
      "measure-pledged", "talks", "--as", "m", "--party", "us", "--on", "2003", "--deadline", "2004",
      "--source", "The text", "--strict")
    #expect(pledged.status == 0 && pledged.complaint == "")
    #expect(
      try program.run("check", "--gap", "100000").output.hasSuffix("2 findings: 1 no-end, 1 overdue.\n"))
  }

  @Test("is refused in a file as well, by line, and then nothing of it is recorded")
  func strictImport() throws {
    let lines = """
      {"process":"talks","type":"party-joined","party":"us","on":"2003","sources":["The text"]}
      {"process":"talks","type":"round-convened","as":"r","title":"First","on":"2003-08-27","parties":["us","kp"],"sources":["The text"]}
      {"process":"talks","type":"contact-held","title":"A call","on":"2003-09-01"}
      {"process":"talks","type":"measure-pledged","as":"m","party":"us","on":"2003","deadline":"2004","sources":["The text"]}
      """
    for words in [
      ["import", "-", "--strict"], ["import", "-", "--strict", "--dry-run"], ["log", "-", "--strict"],
    ] {
      let outcome = try program.run(words, input: lines)
      #expect(outcome.status == 65 && outcome.output == "")
      #expect(
        outcome.complaint == """
          parley: Nothing was imported, since it would not add up; change the file, or leave out --strict.
          standard input:2: not-joined: North Korea is at “First” (27 August 2003) without having joined.
          standard input:3: unsourced: “A call” rests on no source.

          """)
    }
    #expect(try program.run("events").output == "")
    #expect(try program.run(["import", "-"], input: lines).status == 0)
    // What is there already is not judged again.
    #expect(try program.run(["import", "-", "--strict"], input: lines).status == 0)
    let good = #"{"process":"talks","type":"contact-held","on":"2003-09-02","sources":["The text"]}"#
    #expect(
      try program.run(["import", "-", "--strict"], input: good).output.hasPrefix("Recorded 1 new events"))
  }
}
