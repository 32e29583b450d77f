import Foundation
import TestSupport
import Testing

@Suite(
  "parley server upgrade moves a record to a later PostgreSQL",
  .enabled(
    if: PythonPackages.laterPostgreSQL != nil, "“deploy/bootstrap tests” installs a later PostgreSQL"))
struct ServerUpgradeCommandTests {
  @Test("and every answer, hash and table is what it was")
  func korea() throws {
    let folder = "/tmp/server-upgrade-\(UUID().uuidString.prefix(8))"
    let program = Program(conninfo: "")
    func run(_ line: String) throws -> Program.Outcome {
      try program.shell(
        line, environment: ["PARLEY_DATA": "\(folder)/data", "PARLEY_PG_BIN": "", "HOME": folder])
    }
    // The server's account has to reach the programs.
    #expect(try run("mkdir -m 755 \(folder)").status == 0)
    defer {
      _ = try? run("parley server stop")
      try? FileManager.default.removeItem(atPath: folder)
    }
    let later = try #require(PythonPackages.laterPostgreSQL)
    #expect(
      try run("cp -a \(URL(filePath: later).deletingLastPathComponent().path) \(folder)/later").status == 0)
    #expect(try run("parley import \(Example.journal)").status == 0)
    let questions =
      "parley show six-party-talks --as-of 2007-02-13 --json && parley verify && parley search fuel"
    let before = try run(questions)
    #expect(before.status == 0)

    let both =
      "PARLEY_PG_BIN=\(folder)/later/bin:$(dirname $(ls /usr/lib/postgresql/*/bin/pg_upgrade | tail -n 1))"
    let moved = try run("\(both) parley server upgrade")
    #expect(moved.status == 0, "\(moved)")
    let lines = moved.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasSuffix("; what was before is kept in \(folder)/data/cluster-15."))
    #expect(lines[1] == "All 737 events are as they were recorded.")

    let after = try run(questions)
    #expect(after.status == 0 && after.output == before.output)
    #expect(try run("parley rebuild --check && parley doctor").status == 0)
    #expect(try run("parley log note-added us-dprk --on 2003 --title Later").status == 0)
    let dropped = try run("parley server upgrade --drop-old")
    #expect(dropped.output == "Removed \(folder)/data/cluster-15.\n")
  }
}
