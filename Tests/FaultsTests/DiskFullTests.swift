import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@Suite(
  "On a full disk nothing is half-recorded, and what failed succeeds once there is room",
  .enabled(if: SmallDisk.isPossible, "only root can mount one"))
struct DiskFullTests {
  private let disk: SmallDisk
  private let superuser: Connection
  private let program: Program
  private let file: ScratchFile
  private static let count = 8_000
  private static let sentence =
    "parley: The database's disk is full; free some space and try again. Nothing is half-recorded.\n"

  init() throws {
    let cluster = try TestCluster.shared()
    disk = try SmallDisk(megabytes: 64, owner: cluster.account)
    superuser = try Connection(cluster.conninfo(database: "postgres"))
    try superuser.script("CREATE TABLESPACE small LOCATION '\(disk.path)'")
    try superuser.execute("CREATE DATABASE on_small TEMPLATE template0 TABLESPACE small")
    program = Program(conninfo: cluster.conninfo(database: "on_small"))
    let word = String(repeating: "x", count: 1000)
    file = try ScratchFile(
      (0..<Self.count).map {
        #"{"process":"talks-\#($0 % 40)","type":"note-added","on":"2003","title":"\#($0)","summary":"\#(word)"}"#
      })
  }

  private func clearAway() throws {
    try superuser.execute("DROP DATABASE on_small WITH (FORCE)")
    try superuser.execute("DROP TABLESPACE small")
  }

  @Test("an import, then a rebuild")
  func importAndRebuild() throws {
    defer { #expect(throws: Never.self) { try clearAway() } }
    #expect(try program.run("log", "note-added", "demo", "--on", "2020", "--title", "Demo").status == 0)
    let log = PostgresLog(try Connection(program.conninfo))

    try disk.fill(leaving: 12)
    var outcome = try program.run("import", file.path)
    #expect(outcome.status == 73 && outcome.output == "" && outcome.complaint == Self.sentence, "\(outcome)")
    let before = try log.head()
    #expect(before < Self.count)
    try disk.free()
    #expect(try program.run("verify").status == 0)
    outcome = try program.run("import", file.path)
    #expect(
      outcome.output.hasPrefix(
        "Recorded \(Int64(Self.count) + 1 - before) new events from \(Self.count) lines"), "\(outcome)")
    try expectSound(program.conninfo, events: Self.count + 1)

    // A connection may have to write the cache of its catalogue before it is answered.
    try disk.fill(leaving: 1)
    for words in [["rebuild"], ["rebuild", "--check"]] {
      outcome = try program.run(words)
      #expect(
        outcome.status == 73 && outcome.output == "" && outcome.complaint == Self.sentence, "\(outcome)")
      #expect(try program.run("timeline", "talks-7").status == 0)
    }
    try disk.free()
    #expect(try program.run("rebuild", "--check").output.hasPrefix("No difference: "))
    #expect(try program.run("rebuild").status == 0)
    try expectSound(program.conninfo, events: Self.count + 1)
  }

  /// Asks on the full disk.
  ///
  /// PostgreSQL writes a cache of its catalogue when somebody connects after changes of that, and refuses the connection
  /// where there is no room for it; then it is given the room.
  private func ask(_ words: String...) throws -> Program.Outcome {
    let outcome = try program.run(words)
    guard outcome.complaint.contains("could not write init file") else { return outcome }
    try disk.free()
    try Connection(program.conninfo).query("SELECT 1")
    try disk.fill(leaving: 2)
    return try program.run(words)
  }

  @Test(
    "answers, exports, “parley verify” and “parley backup” to another disk go on, of what the tables lack as well"
  )
  func asking() throws {
    defer { #expect(throws: Never.self) { try clearAway() } }
    #expect(try program.run("import", file.path).status == 0)
    // In each process one event that the tables do not have yet.
    try Connection(program.conninfo).script(
      """
      SELECT log.append('{}', ARRAY(
        SELECT ('talks-' || n, gen_random_uuid(), 'note-added', '{"on":"2004","title":"Late"}', NULL, 'psql')::log.new_event
        FROM generate_series(0, 39) n))
      """)
    // What is in memory alone has no place on the disk yet, and a reader may have to write it there.
    try superuser.script("CHECKPOINT")
    // A connection may have to write the cache of its catalogue before it is answered, after each attempt to make tables.
    try disk.fill(leaving: 2)
    let count = Self.count + 40
    for _ in 0..<2 {
      var outcome = try ask("timeline", "talks-7")
      #expect(
        outcome.status == 0 && outcome.output.contains("Late"), "\(outcome.status) \(outcome.complaint)")
      outcome = try ask("export", "--format", "journal")
      #expect(
        outcome.status == 0 && outcome.output.split(separator: "\n").count == count, "\(outcome.complaint)")
      outcome = try ask("search", "Late")
      #expect(outcome.status == 0 && outcome.output.contains("Late"), "\(outcome.complaint)")
      outcome = try ask("export", "--format", "csv")
      #expect(outcome.status == 0 && outcome.output.contains("Late"), "\(outcome.complaint)")
      outcome = try ask("verify")
      #expect(
        outcome.status == 0 && outcome.output.hasPrefix("All \(count) events are as they were recorded.")
          && outcome.complaint
            == "The tables are not compared: the database's disk has no room for others to compare them with.\n",
        "\(outcome)")
      let backup = try ScratchFile()
      // No backup replaces a file.
      try FileManager.default.removeItem(atPath: backup.path)
      outcome = try ask("backup", backup.path)
      #expect(outcome.status == 0 && outcome.output.hasPrefix("Wrote \(count) events"), "\(outcome)")
    }
    try disk.free()
    try expectSound(program.conninfo, events: count)
  }
}

@Suite(
  "With a full disk under parley's own PostgreSQL",
  .enabled(if: SmallDisk.isPossible, "only root can mount one"))
struct OwnDiskFullTests {
  private let disk: SmallDisk
  private let program = Program(conninfo: "")

  init() throws { disk = try SmallDisk(megabytes: 160, owner: TestCluster.shared().account) }

  private func run(_ line: String) throws -> Program.Outcome {
    try program.shell("unset DATABASE_URL; \(line)", environment: ["PARLEY_DATA": "\(disk.path)/data"])
  }

  @Test(
    "what is there can be read and saved; once the write-ahead log has no room the server says so, and loses nothing"
  )
  func writeAheadLog() throws {
    defer { _ = try? run("parley server stop") }
    let logged = try run("parley log note-added demo --on 2003 --title Kept")
    #expect(logged.status == 0, "\(logged)")
    try disk.fill(leaving: 0)
    let backup = try ScratchFile()
    // No backup replaces a file.
    try FileManager.default.removeItem(atPath: backup.path)
    for line in ["list", "timeline demo", "export --format journal", "verify", "backup \(backup.path)"] {
      let outcome = try run("parley \(line)")
      #expect(outcome.status == 0, "\(line): \(outcome)")
    }
    // Its segments are used up until the next has no room.
    for _ in 0..<20 {
      let outcome = try run(
        "parley server psql -c 'SELECT pg_switch_wal()' -c 'SELECT pg_logical_emit_message(true, $$x$$, $$y$$)'"
      )
      if outcome.status != 0 { break }
    }
    var outcome = try run("parley list")
    for _ in 0..<100 where outcome.status == 69 {
      // It takes a moment to go down.
      usleep(100_000)
      outcome = try run("parley list")
    }
    #expect(outcome.status == 73 && outcome.output == "", "\(outcome)")
    #expect(
      outcome.complaint.contains(
        "parley: No space left in \(disk.path)/data/cluster/pg_wal, so that PostgreSQL cannot start: free some space on that disk and try again; nothing that was recorded is lost.\n"
      ), "\(outcome)")
    try disk.free()
    outcome = try run("parley timeline demo")
    #expect(outcome.status == 0 && outcome.output.contains("Kept"), "\(outcome)")
    #expect(try run("parley verify").status == 0)
  }
}
