import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

/// Debian's package libfaketime: what it is loaded into reads a clock that is off by what a file says.
private let faketime: String? = {
  let folder = "/usr/lib"
  let architectures = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return architectures.map { "\(folder)/\($0)/faketime/libfaketime.so.1" }
    .first { FileManager.default.fileExists(atPath: $0) }
}()

@Suite("Where the server's clock is set back", .enabled(if: faketime != nil, "needs libfaketime"))
struct ClockTests {
  @Test("the time of recording never goes back, while it runs and when it starts")
  func steps() throws {
    let offset = try ScratchFile(Array("+1d".utf8))
    let cluster = try TestCluster(
      environment: [
        "LD_PRELOAD": faketime ?? "", "FAKETIME_TIMESTAMP_FILE": offset.path, "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
      ])
    let conninfo = try cluster.freshLog()
    let ledger = Ledger()
    let writer = Writer(0, ledger)
    var reached = 0
    func append(clock: String) throws {
      try offset.write(Array(clock.utf8))
      reached += 20
      try writer.run(to: reached, on: conninfo)
    }
    func hoursAhead() throws -> Double {
      try Connection(conninfo).query(
        "SELECT extract(epoch FROM recorded - clock_timestamp())::float8 / 3600 FROM log.head")[0].get(0)
    }
    try append(clock: "+1d")
    #expect(try hoursAhead() < 0.1)
    try append(clock: "+0d")
    // The clock was set back indeed, and what is recorded stays where it was.
    #expect(try hoursAhead() > 23.9)
    try append(clock: "-1d")
    #expect(try hoursAhead() > 47.9)
    for step in 0..<Torture.count(5, long: 500) { try append(clock: "\(step % 2 == 0 ? "+" : "-")\(step)h") }
    try cluster.restart()
    try append(clock: "+0d")
    let program = Program(conninfo: conninfo)
    #expect(try program.run("log", "note-added", "demo", "--on", "2003", "--title", "Back").status == 0)
    #expect(try program.run("import", Example.chronicle("colombia")).status == 0)
    try append(clock: "+30d")
    #expect(try hoursAhead() < 0.1)
    let backwards: Int64 = try Connection(conninfo).query(
      """
      SELECT count(*) FROM (SELECT recorded < lag(recorded) OVER (ORDER BY position) AS is_back FROM log.event) e
      WHERE is_back
      """)[0].get(0)
    #expect(backwards == 0)
    try ledger.check(conninfo)
  }
}
