import Foundation
import Postgres
import TestSupport
import Testing

@Suite("An import of more than is kept in memory")
struct ImportMemoryTests {
  /// A journal of ten megabytes.
  private func journal() throws -> ScratchFile {
    let summary = String(repeating: "words and more ", count: 7_000)
    return try ScratchFile(
      (0..<100).map {
        #"{"process":"demo","type":"note-added","on":"2003","title":"Note \#($0)","summary":"\#(summary)"}"#
      })
  }

  @Test("says so where no temporary file can be made, and records nothing")
  func noFolder() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    let file = try journal()
    let outcome = try withExtendedLifetime(file) {
      try program.run(["import", file.path], environment: ["TMPDIR": "/nowhere"])
    }
    #expect(outcome.status == 66)
    #expect(
      outcome.complaint
        == "parley: No temporary file can be used in “/nowhere”; TMPDIR can name another folder: No such file or directory.\n"
    )
    #expect(try program.run("events", "--json").output.isEmpty)
    #expect(try program.run("import", file.path).status == 0)
  }

  @Test("leaves nothing in the folder for temporary files, not even where it is killed")
  func killed() throws {
    let program = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try program.run("init").status == 0)
    let folder = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

    // Somebody else appends, so that it waits with all that it has understood.
    let (rival, watching) = (try Connection(program.conninfo), try Connection(program.conninfo))
    try rival.script("BEGIN; SELECT log.take_turn()")
    let file = try journal()
    let running = try program.launch(["import", file.path], environment: ["TMPDIR": folder])
    try withExtendedLifetime(file) {
      while try watching.query("SELECT FROM pg_locks WHERE NOT granted AND relation = 'log.turn'::regclass")
        .isEmpty
      { usleep(10_000) }
    }
    let spilled = running.openFiles.filter { $0.hasPrefix(folder) }
    #expect(spilled.count == 1 && spilled.allSatisfy { $0.hasSuffix(" (deleted)") }, "\(running.openFiles)")
    #expect(try names().isEmpty)
    running.kill()
    #expect(try running.wait().status == -1)
    #expect(try names().isEmpty)
    try rival.script("ROLLBACK")
    #expect(try program.run("events", "--json").output.isEmpty)
  }
}
