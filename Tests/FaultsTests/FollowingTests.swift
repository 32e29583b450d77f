import EventStore
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("A follower beside many writers misses, repeats and exchanges nothing")
struct FollowingTests {
  @Test("of very many events")
  func many() throws {
    let writers = Torture.count(8, long: 32)
    let steps = Torture.count(2_000, long: 200_000) / writers
    try follow(writers: writers, steps: steps) { _, _ in }
  }

  @Test("while its connection is killed over and over")
  func killed() throws {
    let kills = Atomic(0)
    try follow(writers: 4, steps: Torture.count(150, long: 10_000)) { conninfo, isDone in
      let connection = try Connection(conninfo)
      var dice = Dice(seed: 1)
      while !isDone() {
        let killed: Int64 = try connection.query(
          """
          SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
          WHERE application_name = 'follower' AND datname = current_database()
          """)[0].get(0)
        kills.add(Int(killed), ordering: .relaxed)
        usleep(.random(in: 1_000...40_000, using: &dice))
      }
    }
    #expect(kills.load(ordering: .relaxed) > 5)
  }

  /// Follows writers with a nameless follower and a named one, beside something else.
  private func follow(
    writers: Int, steps: Int, beside other: @escaping @Sendable (String, () -> Bool) throws -> Void
  ) throws {
    let conninfo = try TestCluster.shared().freshLog()
    let count = writers * Writer.events(in: steps)
    let ledger = Ledger()
    let followed = Mutex<[[Int64]]>([])
    try inThreads(writers + 3) { thread in
      switch thread - writers {
      case 0: try other(conninfo) { followed.withLock { $0.count == 2 } }
      case 1, 2:
        let name = thread - writers == 1 ? nil : "desk"
        let seen = try FaultsTests.follow(conninfo + " application_name=follower", name: name, to: count)
        followed.withLock { $0.append(seen) }
      default: try Writer(thread, ledger).run(to: steps, on: conninfo)
      }
    }
    #expect(followed.withLock { $0.map { Tally($0, of: count) } } == [.sound, .sound])
    try ledger.check(conninfo)
  }
}
