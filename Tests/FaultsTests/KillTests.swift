import EventSourcing
import EventStore
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("After kill -9")
struct KillTests {
  private static let writers = 8

  /// In each round the server, or one of its processes, is killed under writers, programs and a follower.
  @Test("what was acknowledged or given to a follower is there, where it was")
  func kills() throws {
    let cluster = try TestCluster.mortal()
    let conninfo = try cluster.freshLog()
    let ledger = Ledger()
    let writers = (0..<Self.writers).map { Writer($0, ledger) }
    let programs = Mutex(0)
    for round in 1...Torture.count(3, long: 50) {
      let before = ledger.count
      let hasStruck = Atomic(false)
      try inThreads(Self.writers + 3) { thread in
        var dice = Dice(seed: UInt64(round * 100 + thread))
        do {
          switch thread {
          case Self.writers:
            usleep(.random(in: 200_000...900_000, using: &dice))
            defer { hasStruck.store(true, ordering: .relaxed) }
            if round % 3 > 0 { return try cluster.kill9() }
            let victim = try Connection(conninfo)
            withExtendedLifetime(victim) { _ = kill(victim.serverProcess, SIGKILL) }
          case Self.writers + 1:
            while !hasStruck.load(ordering: .relaxed) {
              try runProgram(conninfo, ledger, programs, &dice)
            }
          case Self.writers + 2:
            var follower = Subscription(after: 0, name: nil) { try Connection(conninfo) }
            while true {
              ledger.note(try follower.next(timeoutMilliseconds: 100).map { ($0.id, $0.position) })
            }
          default: try writers[thread].run(on: conninfo)
          }
        } catch let error as PostgresError where error.kind == .connection {}
      }
      if round % 3 > 0 { try cluster.restart() }
      _ = try patiently { try Connection(conninfo) }
      #expect(ledger.count > before)
      try ledger.check(conninfo)
    }
    let log = PostgresLog(try Connection(conninfo))
    #expect(try log.events(of: "by-program").count >= programs.withLock { $0 })
  }

  @Test("a connection is known to be lost, also where something came before", arguments: [false, true])
  func unread(inPipeline: Bool) throws {
    let cluster = try TestCluster.mortal()
    let connection = try Connection(cluster.conninfo(database: "postgres"))
    try connection.listen("news")
    try Connection(cluster.conninfo(database: "postgres")).execute("NOTIFY news")
    usleep(100_000)
    try cluster.kill9()
    defer { #expect(throws: Never.self) { try cluster.restart() } }
    let error = #expect(throws: PostgresError.self) {
      if inPipeline {
        _ = try connection.pipeline(["SELECT 1", "SELECT 2"])
      } else {
        try connection.query("SELECT 1")
      }
    }
    #expect(error?.kind == .connection && !connection.isUsable, "\(error?.description ?? "")")
  }

  /// Logs with the program, and now and then kills it; the next time goes on with what was not acknowledged.
  private func runProgram(
    _ conninfo: String, _ ledger: Ledger, _ programs: borrowing Mutex<Int>, _ dice: inout Dice
  ) throws {
    let number = programs.withLock { $0 }
    let id = EventID(high: 9, low: UInt64(number))
    let running = try Program(conninfo: conninfo).launch(
      "log", "note-added", "by-program", "--on", "2003", "--title", "Note \(number)", "--id", "\(id)",
      "--json")
    if Bool.random(using: &dice) {
      usleep(.random(in: 0...150_000, using: &dice))
      running.kill()
    }
    let outcome = try running.wait()
    if outcome.status == 0, let answer = try outcome.json() as? [String: Any],
      let position = answer["position"] as? Int
    {
      ledger.note([(id, Int64(position))])
      programs.withLock { $0 += 1 }
    }
    #expect([-1, 0, 69].contains(outcome.status), "\(outcome)")
  }
}
