import TestSupport
import Testing

@Suite("A process that was renamed")
struct RenamedProcessTests {
  private let program: Program

  init() throws {
    program = try Example.scratch()
    _ = try program.ok("rename", "kedo", "--to", "energy-organization", "--because", "The name in full.")
  }

  private static let note = "“kedo” is called “energy-organization” now.\n"

  /// Every command that asks about a process, as `PROCESS` stands for it, and every form of export.
  private static let lines =
    [
      "show", "brief", "timeline", "roster", "rounds", "ledger", "measures", "agreements", "freeze", "tracks",
      "episodes", "setbacks", "administrations", "accession", "continuity", "positions", "proposals",
      "matrix",
      "accounts", "sources", "graph", "events",
    ].map { [$0, "PROCESS"] } + [
      ["diff", "PROCESS", "--from", "1995-12-31", "--to", "2006-12-31"], ["why", "PROCESS", "standing"],
      ["search", "reactor", "--process", "PROCESS"], ["check", "--process", "PROCESS"],
      ["roster", "PROCESS", "--as-of", "2000-01-01"],
    ] + ["markdown", "csv", "json", "journal", "svg", "dot"].map { ["export", "PROCESS", "--format", $0] }

  @Test(
    "gives every answer and every export under its former name, and says that it is one", arguments: lines)
  func answers(line: [String]) throws {
    func ask(_ name: String) throws -> Program.Outcome {
      try program.run(line.map { $0 == "PROCESS" ? name : $0 })
    }
    let (now, before) = (try ask("energy-organization"), try ask("kedo"))
    #expect(now.output.split(whereSeparator: \.isNewline).count > 1, "\(now)")
    #expect(before.output == now.output && before.status == now.status)
    #expect(before.complaint == Self.note + now.complaint)
  }

  @Test("is found by the address that it had, with all that was asked there")
  func served() throws {
    let served = try ServedRecord(program)
    for (path, there) in [
      ("/kedo", "/energy-organization"),
      ("/kedo/measures?as-of=2000-01-01&party=us", "/energy-organization/measures?as-of=2000-01-01&party=us"),
      ("/kedo/roster.json", "/energy-organization/roster?format=json"),
      ("/kedo/check", "/energy-organization/check"),
      ("/kedo/picture", "/energy-organization/picture"),
      ("/kedo/why/standing", "/energy-organization/why/standing"),
    ] {
      let answer = try served.get(path)
      #expect(answer.status == 302 && answer.headers["location"] == there, "\(path): \(answer)")
      #expect(try served.get(there).status == 200)
    }
  }

  @Test("takes what is recorded under its former name, and is what messages name")
  func recording() throws {
    for (words, output) in [
      (
        ["log", "note-added", "kedo", "--on", "2006", "--title", "N"],
        "Recorded note-added in energy-organization as event 739 "
      ),
      (["move", "739", "--to", "six-party-talks", "--because", "x"], "Moved to six-party-talks event 739 "),
      (["erase", "47", "--dry-run", "--reason", "x"], "Would erase event 47 of energy-organization: "),
      (["retire", "kedo", "--because", "x"], "Retired energy-organization; event 741 says so."),
    ] {
      let outcome = try program.run(words)
      #expect(outcome.status == 0 && outcome.output.hasPrefix(output), "\(outcome)")
    }
  }
}
