import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What is cut short by kill -9 is put right by the next run")
struct InterruptionTests {
  enum Victim: CaseIterable { case server, program }

  private static let count = 6_000
  private let cluster: TestCluster
  private let file: ScratchFile

  init() throws {
    cluster = try TestCluster.mortal()
    let word = String(repeating: "x", count: 200)
    file = try ScratchFile(
      (0..<Self.count).map {
        #"{"process":"talks-\#($0 % 40)","type":"note-added","on":"2003","title":"\#($0)","summary":"\#(word)"}"#
      })
  }

  @Test("an import", arguments: Victim.allCases)
  func importing(victim: Victim) throws {
    let length = try length(of: Program(conninfo: cluster.freshDatabase()), "import", file.path)
    var dice = Dice(seed: 1)
    for _ in 0..<Torture.count(1, long: 25) {
      let program = Program(conninfo: try cluster.freshLog())
      try cut(
        short: program.launch("import", file.path), victim, after: .random(in: 0...length, using: &dice))
      let before = try PostgresLog(Connection(program.conninfo)).head()
      let again = try program.run("import", file.path)
      #expect(again.status == 0, "\(again)")
      if victim == .server {
        // A server whose client was killed may have gone on for a while.
        #expect(again.output.hasPrefix("Recorded \(Int64(Self.count) - before) new events "), "\(again)")
        #expect(again.output.contains("; \(before) were there already"), "\(again)")
      }
      #expect(try program.run("import", file.path).output.hasPrefix("Recorded 0 new events "))
      try expectSound(program.conninfo, events: Self.count)
    }
  }

  @Test("a rebuild", arguments: Victim.allCases)
  func rebuilding(victim: Victim) throws {
    let program = Program(conninfo: try cluster.freshDatabase())
    #expect(try program.run("import", file.path).status == 0)
    let length = try length(of: program, "rebuild")
    var dice = Dice(seed: 2)
    for _ in 0..<Torture.count(1, long: 25) {
      try cut(short: program.launch("rebuild"), victim, after: .random(in: 0...length, using: &dice))
      #expect(try program.run("timeline", "talks-7").status == 0)
      let check = try program.run("rebuild", "--check")
      #expect(check.status == 0 && check.output.hasPrefix("No difference: "), "\(check)")
    }
    #expect(try program.run("rebuild").output.hasPrefix("Rebuilt from \(Self.count) events of 40 processes."))
    let left = try Connection(program.conninfo).query(
      "SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'read%' ORDER BY nspname")
    #expect(try left.map { try $0.get(0, as: String.self) } == ["read", "read_before"])
  }

  /// How many microseconds the program takes when it is left alone.
  private func length(of program: Program, _ words: String...) throws -> UInt32 {
    let start = ContinuousClock.now
    #expect(try program.run(words).status == 0)
    return UInt32((.now - start) / .microseconds(1))
  }

  private func cut(short running: Program.Running, _ victim: Victim, after time: UInt32) throws {
    usleep(time)
    switch victim {
    case .program:
      running.kill()
      _ = try running.wait()
    case .server:
      try cluster.kill9()
      let outcome = try running.wait()
      #expect(outcome.status == 0 || outcome.status == 69 && outcome.output == "", "\(outcome)")
      if outcome.status == 69 {
        #expect(
          outcome.complaint.wholeMatch(
            of:
              /parley: (The connection to PostgreSQL was lost|PostgreSQL .*cannot be reached|PostgreSQL .* refused).*\.\n/
          ) != nil, "\(outcome)")
      }
      try cluster.restart()
    }
  }
}
