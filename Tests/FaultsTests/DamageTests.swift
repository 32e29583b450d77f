import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A page that is damaged on the server's disk")
struct DamageTests {
  private let cluster: TestCluster
  private let program: Program

  init() throws {
    cluster = try TestCluster()
    program = Program(conninfo: try cluster.freshDatabase())
    let outcome = try program.run("import", Example.chronicle("colombia"))
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// Writes over the head of the first page of a table or an index.
  private func damage(_ relation: String) throws {
    let path: String = try Connection(program.conninfo).query(
      "SELECT pg_relation_filepath(\(relation)::text::regclass)")[0].get(0)
    try Connection(program.conninfo).script("CHECKPOINT")
    let file = try FileHandle(forUpdating: URL(filePath: "\(cluster.folder)/data/\(path)"))
    try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
    try file.close()
    try cluster.restart()
  }

  @Test("has a sentence that says what to do, and “parley doctor” names what it belongs to")
  func tellsWhat() throws {
    let sentence =
      #/parley: The database is damaged on its disk \(invalid page in block 0 of relation base/\d+/\d+\): record nothing more, keep a copy of the server's data folder, and let “parley doctor” say what is damaged and how to go on\.\n/#

    // A table that follows from the log is made anew.
    try damage("read.timeline")
    var outcome = try program.run("timeline", "colombia-farc")
    #expect(outcome.status == 70 && outcome.complaint.wholeMatch(of: sentence) != nil, "\(outcome)")
    outcome = try program.run("doctor")
    #expect(
      outcome.status == 1
        && outcome.output.contains(
          "wrong read.timeline is damaged on the server's disk (invalid page in block 0")
        && outcome.output.contains("; “parley rebuild” makes it anew\n")
        && outcome.complaint
          == "parley: Something is wrong with the store; see above.\n",
      "\(outcome)")
    #expect(try program.run("rebuild").status == 0)
    #expect(try program.run("doctor").status == 0)
    // Without its checkpoint nobody could say how far the tables are.
    try damage("read.checkpoint")
    outcome = try program.run("list")
    #expect(outcome.status == 0 && outcome.output.contains("colombia"), "\(outcome)")
    #expect(try program.run("verify").status == 0)

    try damage("log.event")
    outcome = try program.run("export", "--format", "journal")
    #expect(outcome.status == 70 && outcome.complaint.wholeMatch(of: sentence) != nil, "\(outcome)")
    outcome = try program.run("doctor")
    #expect(
      outcome.status == 1
        && outcome.output.contains("wrong log.event is damaged on the server's disk")
        && outcome.output.contains("; restore the last backup into another database with “parley restore”\n"),
      "\(outcome)")
  }
}
