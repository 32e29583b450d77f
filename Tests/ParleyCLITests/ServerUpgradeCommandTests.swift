import Foundation
import TestSupport
import Testing

@Suite("parley server upgrade moves a record to a later PostgreSQL", .needsPythonPackages)
struct ServerUpgradeCommandTests {
  @Test("and every answer, hash and table is what it was")
  func korea() throws {
    let folder = "/tmp/server-upgrade-\(UUID().uuidString.prefix(8))"
    let program = Program(conninfo: "")
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    let (earlier, later) = try PythonPackages.copyPostgreSQLs(to: folder)
    func run(_ line: String, with programs: String) throws -> Program.Outcome {
      try program.shell(
        line, environment: ["PARLEY_DATA": "\(folder)/data", "PARLEY_PG_BIN": programs, "HOME": folder])
    }
    defer {
      _ = try? run("parley server stop", with: later)
      try? FileManager.default.removeItem(atPath: folder)
    }
    #expect(try run("parley import \(Example.journal)", with: earlier).status == 0)
    let questions =
      "parley show six-party-talks --as-of 2007-02-13 --json && parley verify && parley search fuel"
    let before = try run(questions, with: earlier)
    #expect(before.status == 0)

    let moved = try run("parley server upgrade", with: "\(later):\(earlier)")
    #expect(moved.status == 0, "\(moved)")
    let lines = moved.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasSuffix("; what was before is kept in \(folder)/data/cluster-17."))
    #expect(lines[1] == "All 737 events are as they were recorded.")

    let after = try run(questions, with: later)
    #expect(after.status == 0 && after.output == before.output)
    #expect(try run("parley rebuild --check && parley doctor", with: later).status == 0)
    #expect(try run("parley log note-added us-dprk --on 2003 --title Later", with: later).status == 0)
    let dropped = try run("parley server upgrade --drop-old", with: later)
    #expect(dropped.output == "Removed \(folder)/data/cluster-17.\n")
  }
}
