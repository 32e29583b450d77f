import Foundation
import TestSupport
import Testing

@Suite("A review of doubtful rows")
struct ImportReviewTests {
  private func row(_ date: String, _ type: String, _ title: String) -> String {
    #"{"date":"\#(date)","process":"p","type":"\#(type)","title":"\#(title)"}"#
  }

  private func file() throws -> ScratchFile {
    try ScratchFile([
      row("2001-01-01", "setback", "Mortar attack on Derry"),
      row("2001-01-05", "setback", "Mortar attack on Derry"),
      row("2001-02-01", "setback_resolved", "Mortar attack on Derry is regretted"),
    ])
  }

  /// What the program says in a terminal in which somebody types lines.
  private func typing(_ lines: String, _ program: Program, _ file: ScratchFile) throws -> Program.Outcome {
    try withExtendedLifetime(file) {
      try program.shell(
        "printf '\(lines)' | script --quiet --return --command 'parley import --review \(file.path)' /dev/null",
        environment: ["TERM": "xterm", "SHELL": "/bin/bash"])
    }
  }

  private func empty() throws -> Program { Program(conninfo: try TestCluster.shared().freshDatabase()) }

  @Test("shows each row beside what it may speak of, helps, and records what is answered")
  func answered() throws {
    let program = try empty()
    let outcome = try typing("?\\nb\\n", program, file())
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Line 3, p, 2001-02-01: Mortar attack on Derry is regretted"))
    #expect(outcome.output.contains("  n  none of these"))
    #expect(outcome.output.contains("A letter from a on ties the row to that thing."))
    #expect(outcome.output.contains("Recorded 3 new events from 3 lines (chronicle)"))
    let setbacks = try program.run("setbacks", "p", "--json").output
    #expect(setbacks.contains(#""overcome":"2001-02-01""#), "\(setbacks)")
  }

  @Test("that ends before its end, or is broken off, records nothing", arguments: ["", "x\\n", "q\\n"])
  func brokenOff(lines: String) throws {
    let program = try empty()
    let outcome = try typing(lines, program, file())
    #expect(outcome.status == 65)
    #expect(outcome.output.contains("The review was broken off. Nothing was imported."))
    #expect(try program.run("show", "p").status == 65)
  }

  @Test("leaves open what is skipped", arguments: ["s\\n", "r\\n"])
  func skipped(lines: String) throws {
    let outcome = try typing(lines, empty(), file())
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1 may speak of something earlier and stand alone so far"))
  }

  @Test("never waits where there is no terminal")
  func noTerminal() throws {
    let file = try file()
    let outcome = try withExtendedLifetime(file) { try empty().run("import", "--review", file.path) }
    #expect(outcome.status == 64)
    #expect(
      outcome.complaint.contains("--review asks on a terminal, and there is none to ask on"))
  }
}
