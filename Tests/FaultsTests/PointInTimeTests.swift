import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

/// The record is restored to a moment by the very commands of docs/operating.md.
@Suite("A server goes back to a moment")
struct PointInTimeTests {
  /// The blocks of shell in the section about it, in their order.
  private func blocks() throws -> [String] {
    let file = Example.package.appending(path: "docs/operating.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(text.firstMatch(of: #/(?s)\n## Back to a moment\n(.*?)\n## /#)?.1)
    return section.matches(of: /(?s)```sh\n(.*?)```/).map { String($0.1) }
  }

  @Test("with all that was recorded until then, and nothing of what came after")
  func restoring() throws {
    let cluster = try TestCluster()
    let conninfo = try cluster.freshLog()
    let program = Program(conninfo: conninfo)
    let connection = try Connection(conninfo)
    let database: String = try connection.query("SELECT current_database()::text")[0].get(0)
    let (backups, restored) = ("\(cluster.folder)/backups", "\(cluster.folder)/restored")
    // The server's account may not be able to enter the folder of the build.
    let programs = "\(cluster.folder)/programs"
    try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: Program.path, toPath: "\(programs)/parley")
    let access = try #require(FileHandle(forWritingAtPath: "\(cluster.folder)/data/pg_hba.conf"))
    try access.seekToEnd()
    try access.write(contentsOf: Data("\nlocal replication all trust\n".utf8))
    try access.close()
    var moment = ""
    func shell(_ script: String) throws -> String {
      let variables = """
        export PGDATA=\(cluster.folder)/data PGHOST=\(cluster.folder) PGUSER=postgres PGDATABASE=\(database) \
          BACKUPS=\(backups) RESTORED=\(restored) MOMENT='\(moment)' PATH=\(programs):$PATH
        export LLVM_PROFILE_FILE=/dev/null
        """
      return try cluster.run("bash", "-euc", "\(variables)\n\(script)")
    }
    defer { _ = try? cluster.run("pg_ctl", "stop", "--mode=immediate", "--pgdata=\(restored)") }
    func record(_ title: String) throws {
      let outcome = try program.run("log", "note-added", "demo", "--on", "2003", "--title", title)
      #expect(outcome.status == 0, "\(outcome)")
    }
    func archived() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(backups)/wal").sorted()
    }

    let commands = try blocks()
    try #require(commands.count == 5)
    let (archive, copy, restore, verify, clean) = (
      commands[0], commands[1], commands[2], commands[3], commands[4]
    )
    #expect(try program.run("import", Example.chronicle("colombia")).status == 0)
    _ = try shell("install -d \(backups)\n\(archive)")
    try record("Before the copy")
    #expect(try shell(copy).contains("backup successfully verified"))
    try record("After the copy")
    let before = try program.run("verify")
    #expect(before.status == 0)
    moment = try Connection(conninfo).query("SELECT clock_timestamp()::text")[0].get(0)
    try record("A mistake")

    _ = try shell(restore)
    #expect(try shell(verify) == before.output)
    // The restored one ends at the moment and goes on from there by itself; the old one has what came after.
    let last = "parley events --backward --limit 1 --database \"host=$RESTORED port=5433\""
    #expect(try shell(last).contains("After the copy"))
    #expect(try program.run("events", "--backward", "--limit", "1").output.contains("A mistake"))
    _ = try shell(
      "parley log note-added demo --on 2003 --title Instead --database \"host=$RESTORED port=5433\"")
    #expect(try shell(last).contains("Instead"))
    #expect(try program.run("verify").status == 0)

    // Of the archive there stays what the only copy that is kept needs.
    let all = try archived()
    _ = try shell("sleep 1; rm -r \(backups)/base-*\n\(copy)\n\(clean)")
    let kept = try archived()
    #expect(!kept.contains(all[0]) && !kept.isEmpty, "\(all) \(kept)")
  }
}
