import EventSourcing
import EventStore
import Foundation
import Postgres
import Synchronization
import Talks
import TestSupport
import Testing

/// How long these tests go on; `make torture` asks for the long form.
enum Torture {
  static let isLong = ProcessInfo.processInfo.environment["PARLEY_TORTURE"] == "1"

  static func count(_ short: Int, long: Int) -> Int { isLong ? long : short }
}

extension TestCluster {
  /// The cluster of those tests that kill it, one after another.
  static func mortal() throws -> TestCluster { try durable.get() }

  private static let durable = Result { try TestCluster(isDurable: true) }
}

/// Appends step after step; a step that was not acknowledged is made again, with the same ids.
final class Writer: Sendable {
  private let number: Int
  private let ledger: Ledger
  private let step = Mutex(0)

  init(_ number: Int, _ ledger: Ledger) {
    self.number = number
    self.ledger = ledger
  }

  /// How many events so many steps come to.
  static func events(in steps: Int) -> Int { steps + steps / 5 * 2 }

  /// Mostly one event, each fifth time three to two processes.
  private func appends(_ step: Int) -> [Append<Event>] {
    let events = (0..<3).map { note(number * 10_000_000 + step * 3 + $0) }
    return step % 5 < 4
      ? [Append([events[0]], to: "p-\(step % 4)", expecting: .any)]
      : [
        Append(Array(events.prefix(2)), to: "q-\(number)", expecting: .any),
        Append([events[2]], to: "shared", expecting: .any),
      ]
  }

  /// Goes on to a step, or until the connection is lost.
  func run(to last: Int = .max, on conninfo: String) throws {
    let log = PostgresLog(try Connection(conninfo))
    while step.withLock({ $0 < last }) {
      let next = step.withLock { $0 }
      let appends = appends(next)
      let receipts = try next % 7 == 0 ? log.startAppend(appends)() : log.append(appends)
      ledger.note(zip(appends.flatMap(\.events), receipts).map { ($0.id, $1.position) })
      ledger.noteRepeats(receipts.count { !$0.isNew })
      step.withLock { $0 += 1 }
    }
  }
}

/// What programs were told is recorded, and where.
final class Ledger: Sendable {
  private let positions = Mutex<[EventID: Int64]>([:])
  private let repeated = Atomic(0)

  /// How many events turned out to be there already when they were appended once more.
  var repeats: Int { repeated.load(ordering: .relaxed) }

  var count: Int { positions.withLock(\.count) }

  func note(_ told: [(id: EventID, position: Int64)]) {
    positions.withLock { positions in
      for (id, position) in told {
        let before = positions.updateValue(position, forKey: id)
        #expect(before == nil || before == position, "\(id) was at \(before ?? 0) and is at \(position)")
      }
    }
  }

  func noteRepeats(_ count: Int) { repeated.add(count, ordering: .relaxed) }

  /// Finds every event where it was said to be, and the log and its tables sound.
  func check(_ conninfo: String) throws {
    var found: [EventID: Int64] = [:]
    try PostgresLog(Connection(conninfo)).forEachBatch {
      for event in $0 { found[event.id] = event.position }
    }
    let lost = positions.withLock { $0.filter { found[$0.key] != $0.value } }
    #expect(lost.isEmpty, "\(lost.count) of \(count) events are not where they were said to be")
    try expectSound(conninfo, events: found.count)
  }
}

/// Expects positions to be dense, the evidence to fit, and the tables to be what a replay makes.
func expectSound(_ conninfo: String, events: Int) throws {
  let outcome = try Program(conninfo: conninfo).run("verify")
  #expect(
    outcome.status == 0 && outcome.output.hasPrefix("All \(events) events are as they were recorded"),
    "\(events) events: \(outcome)")
}

/// Tries until the connection holds, such as through a restart of the server.
func patiently<R>(_ body: () throws -> R) throws -> R {
  for _ in 0..<600 {
    do { return try body() } catch let error as PostgresError where error.kind == .connection {
      usleep(50_000)
    }
  }
  return try body()
}

/// How a reader's positions differ from 1, 2, 3 and so on.
struct Tally: Equatable {
  var missed: Int
  var repeated: Int
  var disordered: Int

  static let sound = Tally(missed: 0, repeated: 0, disordered: 0)

  init(missed: Int, repeated: Int, disordered: Int) {
    (self.missed, self.repeated, self.disordered) = (missed, repeated, disordered)
  }

  init(_ seen: [Int64], of count: Int) {
    missed = Set(1...Int64(count)).subtracting(seen).count
    repeated = seen.count - Set(seen).count
    disordered = zip(seen, seen.dropFirst()).count { $1 < $0 }
  }
}

/// The positions that a follower is given up to the last one, through whatever becomes of its connection; gives up
/// where nothing comes for long.
func follow(_ conninfo: String, name: String? = nil, to last: Int) throws -> [Int64] {
  var seen: [Int64] = []
  var follower = Subscription(after: 0, name: name) { try Connection(conninfo) }
  var lastSeen = ContinuousClock.now
  while seen.last ?? 0 < last, lastSeen.duration(to: .now) < .seconds(60) {
    do {
      let events = try follower.next(timeoutMilliseconds: 1000)
      if !events.isEmpty { lastSeen = .now }
      seen += events.map(\.position)
      try follower.advance()
    } catch let error as PostgresError where error.kind == .connection {
    } catch is Subscription.NameTaken {
      // The server takes a moment to notice that the connection has gone.
      usleep(1000)
    }
  }
  return seen
}
