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
}
