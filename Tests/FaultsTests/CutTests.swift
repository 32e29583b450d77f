import EventSourcing
import EventStore
import Foundation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Over a connection that is cut and delayed")
struct CutTests {
  private let cluster: TestCluster
  private let conninfo: String
  private let database: String

  init() throws {
    cluster = try TestCluster.shared()
    conninfo = try cluster.freshLog()
    database = try Connection(conninfo).query("SELECT current_database()::text")[0].get(0)
  }

  /// A proxy that cuts each connection somewhere, after those that are to be spared.
  private func proxy(
    sparing spared: Int = 0, seed: UInt64, to bytes: Int, lingering: UInt32 = 0
  ) throws -> (Proxy, String) {
    let proxy = try Proxy(to: cluster) { number in
      var dice = Dice(seed: seed &* 10_007 &+ UInt64(number))
      var harm = Proxy.Harm()
      if number < spared { return harm }
      harm.lingering = lingering
      harm.delay = [0, 0, 1_000, 10_000].randomElement(using: &dice) ?? 0
      let limit = Int.random(in: 0...bytes, using: &dice)
      if Bool.random(using: &dice) { harm.requests = limit } else { harm.answers = limit }
      return harm
    }
    return (proxy, "\(proxy.address) dbname=\(database)")
  }

  @Test("an append is made again until it is answered, and recorded once")
  func appends() throws {
    let (proxy, cut) = try proxy(seed: 1, to: 20_000)
    let (ledger, steps) = (Ledger(), Torture.count(40, long: 5_000))
    try inThreads(8) { thread in
      let writer = Writer(thread, ledger)
      while true {
        do { return try writer.run(to: steps, on: cut) } catch let error as PostgresError
          where error.kind == .connection
        {}
      }
    }
    #expect(ledger.count == 8 * Writer.events(in: steps))
    #expect(try PostgresLog(Connection(conninfo)).head() == Int64(ledger.count))
    #expect(proxy.cut > 10)
    // Otherwise no answer was lost, and nothing was tried.
    #expect(ledger.repeats > 0)
    try ledger.check(conninfo)
  }

  @Test("the program says so, and records once what is logged again")
  func programs() throws {
    #expect(try Program(conninfo: conninfo).run("rebuild").status == 0)
    let (proxy, cut) = try proxy(seed: 2, to: 4_000)
    let program = Program(conninfo: cut)
    var advised = 0
    for number in 0..<Torture.count(6, long: 300) {
      var words = ["log", "note-added", "demo", "--on", "2003", "--title", "Note \(number)"]
      while true {
        let outcome = try program.run(words)
        if outcome.status == 0 { break }
        #expect(outcome.status == 69 && outcome.output == "", "\(outcome)")
        #expect(outcome.complaint.hasPrefix("parley: ") && outcome.complaint.hasSuffix(".\n"), "\(outcome)")
        if let advice = outcome.complaint.firstMatch(of: /log it again with --id ([-0-9a-f]+),/) {
          words = words.prefix(7) + ["--id", String(advice.1)]
          advised += 1
        }
      }
      #expect(try PostgresLog(Connection(conninfo)).head() == Int64(number + 1))
    }
    #expect(advised > 0 && proxy.cut > advised)
  }

  @Test("“parley watch” goes on, and shows each event once", arguments: [nil, "desk"])
  func watch(name: String?) throws {
    let (proxy, cut) = try proxy(sparing: 1, seed: 3, to: 20_000, lingering: 1_000_000)
    let running = try Program(conninfo: cut).launch(
      ["watch", "--after", "0", "--json"] + (name.map { ["--name", $0] } ?? []))
    let steps = Torture.count(20, long: 2_000)
    let count = 4 * Writer.events(in: steps)
    let ledger = Ledger()
    try inThreads(4) { try Writer($0, ledger).run(to: steps, on: conninfo) }
    var seen: [Int64] = []
    for _ in 0..<600 where seen.count < count {
      usleep(100_000)
      let lines = running.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      seen = lines.compactMap { line in
        let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return (event?["position"] as? Int).map(Int64.init)
      }
    }
    running.kill()
    let said = try running.wait().complaint
    #expect(Tally(seen, of: count) == .sound, "\(said)")
    #expect(proxy.cut > 0)
  }
}
