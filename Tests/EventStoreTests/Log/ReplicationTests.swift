import EventSourcing
import EventStore
import Foundation
import Postgres
import Synchronization
import Talks
import TestSupport
import Testing

@Suite("With a standby that has to confirm", .serialized)
struct ConfirmationTests {
  private let standby: TestCluster
  private let conninfo: String
  private let administrator: Connection

  init() throws {
    let pair = try Self.pair.get()
    standby = pair.standby
    conninfo = try pair.primary.freshLog()
    administrator = try Connection(conninfo)
  }

  /// A primary whose commits wait for a standby.
  private static let pair = Result {
    let primary = try TestCluster()
    let standby = try TestCluster(standbyOf: primary)
    let administrator = try Connection(primary.conninfo(database: "postgres"))
    try administrator.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
    try administrator.query("SELECT pg_reload_conf()")
    return (primary: primary, standby: standby)
  }

  /// Appends an event that can be read before the standby has it, and makes sure that the disk has it.
  private static func appendUnconfirmed(_ conninfo: String) throws {
    let writer = try Connection(conninfo)
    try writer.script("SET synchronous_commit = off")
    try writer.query(
      """
      SELECT log.append('{}', ARRAY[('p', gen_random_uuid(), 'note-added',
        '{"on":"2003","title":"Note"}', NULL, 'desk')]::log.new_event[], true)
      """)
    try writer.execute("CHECKPOINT")
  }

  /// How many sessions wait for the standby, once that many do; fewer where others have ended.
  private func waiting(_ count: Int, unless hasEnded: () -> Bool = { false }) throws -> Int {
    while true {
      let found: Int64 = try administrator.query(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'SyncRep'
        """)[0].get(0)
      if found >= count || hasEnded() { return Int(found) }
      usleep(1000)
    }
  }

  /// Does something in a thread of its own while the standby receives nothing; returns how many sessions waited for
  /// it, and whether it had ended before the standby confirmed.
  private func whileUnconfirmed(
    _ threads: Int = 1, _ work: @escaping @Sendable (Int) throws -> Void,
    meanwhile: () throws -> Void = {}
  ) throws -> (waiting: Int, ended: Int) {
    let ended = Atomic(0)
    let group = DispatchGroup()
    let failures = Mutex<[any Error]>([])
    let found = try standby.withoutReceiving {
      for thread in 0..<threads {
        Thread.detachNewThread {
          do { try work(thread) } catch { failures.withLock { $0.append(error) } }
          ended.add(1, ordering: .relaxed)
          group.leave()
        }
        group.enter()
      }
      let waiting = try waiting(threads) { ended.load(ordering: .relaxed) > 0 }
      try meanwhile()
      return (waiting, ended.load(ordering: .relaxed))
    }
    group.wait()
    if let failure = failures.withLock({ $0.first }) { throw failure }
    return found
  }

  @Test("a reader is given nothing that the standby does not have", arguments: ["on", "local", "off"])
  func readers(setting: String) throws {
    let conninfo = conninfo
    let told = Mutex<[Int64]>([])
    let before = try whileUnconfirmed { _ in
      try Self.appendUnconfirmed(conninfo)
      let reader = try Connection(conninfo)
      try reader.script("SET synchronous_commit = \(setting)")
      try PostgresLog(reader).forEachBatch { events in told.withLock { $0 += events.map(\.position) } }
    } meanwhile: {
      let isEmpty = told.withLock(\.isEmpty)
      #expect(isEmpty)
    }
    #expect(before == (waiting: 1, ended: 0))
    let seen = told.withLock { $0 }
    #expect(seen == [1])
  }

  @Test("nor is a follower")
  func followers() throws {
    let conninfo = conninfo
    let told = Mutex<[Int64]>([])
    let before = try whileUnconfirmed { _ in
      try Self.appendUnconfirmed(conninfo)
      var follower = Subscription(after: 0, name: nil) { try Connection(conninfo) }
      let events = try follower.next(timeoutMilliseconds: 0)
      told.withLock { $0 = events.map(\.position) }
    }
    #expect(before == (waiting: 1, ended: 0))
    let seen = told.withLock { $0 }
    #expect(seen == [1])
  }

  @Test("an acknowledgement waits for it, whatever the session has set", arguments: ["on", "local", "off"])
  func flushes(setting: String) throws {
    let conninfo = conninfo
    let before = try whileUnconfirmed { _ in
      try Self.appendUnconfirmed(conninfo)
      let writer = try Connection(conninfo)
      try writer.script("SET synchronous_commit = \(setting)")
      try writer.query("SELECT log.flush()")
    }
    #expect(before == (waiting: 1, ended: 0))
    let plain = try whileUnconfirmed { _ in
      let writer = try Connection(conninfo)
      try writer.script("SET synchronous_commit = \(setting)")
      try writer.query(
        """
        SELECT log.append('{}', ARRAY[('p', gen_random_uuid(), 'note-added', '{"on":"2003"}', NULL, 'desk')]
          ::log.new_event[])
        """)
    }
    #expect(plain == (waiting: 1, ended: 0))
  }

  @Test("writers do not keep each other from their turn while they wait for it", arguments: [false, true])
  func turns(isStarted: Bool) throws {
    let conninfo = conninfo
    let before = try whileUnconfirmed(3) { thread in
      let log = PostgresLog(try Connection(conninfo))
      let append = Append([note(thread)], to: "p-\(thread)", expecting: .any)
      _ = isStarted ? try log.startAppend([append])() : try log.append([append])
    } meanwhile: {
      let head: Int64 = try administrator.query("SELECT position FROM log.head")[0].get(0)
      #expect(head == 3)
    }
    #expect(before == (waiting: 3, ended: 0))
  }

  @Test("nor does one that is alone, since others may come while it waits")
  func aloneWithTheTurn() throws {
    // After the first, a session has its turn sooner than one that seems to have waited for others.
    let settings = try (0..<20).map { _ in
      try administrator.pipeline([
        "BEGIN", "SELECT log.append('{}', '{}', true)", "SELECT current_setting('synchronous_commit')",
        "COMMIT",
      ])[2][0].get(0, as: String.self)
    }
    #expect(settings == Array(repeating: "off", count: 20))
  }

  @Test("an append whose wait is ended early does not count as acknowledged")
  func canceled() throws {
    let conninfo = conninfo
    let failure = Mutex<PostgresError?>(nil)
    _ = try whileUnconfirmed { _ in
      let log = PostgresLog(try Connection(conninfo))
      do { _ = try log.append([note(1)], to: "p", expecting: .any) } catch let error as PostgresError {
        failure.withLock { $0 = error }
      }
      // The connection itself is whole.
      let head = try log.head()
      #expect(head == 1)
    } meanwhile: {
      try administrator.query(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'"
      )
      while try waiting(0) > 0 { usleep(1000) }
    }
    let told = failure.withLock { $0 }
    #expect(told?.kind == .connection)
    #expect(
      told?.description
        == "PostgreSQL gave up waiting for its standby, so that what it has just saved may be lost with it. Try again once the standby is back."
    )
  }
}

@Suite("Of several servers")
struct ServerChoiceTests {
  @Test("that none is of the wanted kind is said")
  func none() throws {
    let primary = try TestCluster.shared()
    let error = #expect(throws: PostgresError.self) {
      _ = try Connection(primary.conninfo(database: "postgres") + " target_session_attrs=standby")
    }
    #expect(
      error?.description
        == "None of the servers that were named is what target_session_attrs asks for; the last, at \(primary.folder)/.s.PGSQL.5432, is no standby. Name the others too, or wait until one takes over."
    )
  }
}

@Suite("After a failover to a shorter log")
struct FailoverTests {
  private let primary: TestCluster
  private let standby: TestCluster
  private let conninfo: String
  private let promoted: String

  init() throws {
    primary = try TestCluster()
    standby = try TestCluster(standbyOf: primary)
    conninfo = try primary.freshLog()
    promoted = conninfo.replacing(primary.folder, with: standby.folder)
    try append(1...3)
    try standby.catchUp(with: primary)
  }

  private func append(_ numbers: ClosedRange<Int>, _ conninfo: String? = nil) throws {
    let log = PostgresLog(try Connection(conninfo ?? self.conninfo))
    for number in numbers { _ = try log.append([note(number)], to: "p", expecting: .any) }
  }

  /// Loses what the primary records from now on, and the primary.
  private func failOver(losing numbers: ClosedRange<Int>, _ body: () throws -> Void = {}) throws {
    try standby.stopReceiving()
    try append(numbers)
    try body()
    try primary.kill9()
    try standby.promote()
  }

  @Test("a follower goes back to the last common entry, says so, and misses nothing")
  func follower() throws {
    let (conninfo, promoted) = (conninfo, promoted)
    var follower = Subscription(after: 0, name: "desk") {
      do { return try Connection(conninfo) } catch { return try Connection(promoted) }
    }
    let first = try follower.next(timeoutMilliseconds: 0).map(\.position)
    #expect(first == [1, 2, 3])
    try follower.advance()
    try failOver(losing: 4...5) {
      let lost = try follower.next(timeoutMilliseconds: 0).map(\.position)
      #expect(lost == [4, 5])
    }
    // Others take the places of those that were lost.
    try append(6...8, promoted)
    var (told, wentBack): ([RecordedEvent<Event>], [Int64]) = ([], [])
    for _ in 0..<200 where told.count < 3 {
      do { told += try follower.next(timeoutMilliseconds: 100) } catch let change as Subscription.WentBack {
        wentBack.append(change.position)
        #expect("\(change)" == "The log no longer holds what it held after event 3; going back to event 3.")
      } catch let error as PostgresError where error.kind == .connection {}
    }
    #expect(wentBack == [3])
    #expect(told.map(\.position) == [4, 5, 6] && told.map(\.id) == (6...8).map { note($0).id })
  }

  @Test("“parley watch” says so, and goes on")
  func watch() throws {
    let both = "host=\(primary.folder),\(standby.folder) port=5432 user=postgres"
    let database: String = try Connection(conninfo).query("SELECT current_database()::text")[0].get(0)
    let program = Program(conninfo: "\(both) dbname=\(database) target_session_attrs=read-write")
    let watch = try program.launch("watch", "--after", "2", "--json")
    func wait(for count: Int) {
      for _ in 0..<600 where watch.output.split(separator: "\n").count < count { usleep(50_000) }
    }
    wait(for: 1)
    try failOver(losing: 4...4) { wait(for: 2) }
    try append(5...5, promoted)
    wait(for: 3)
    watch.signal(SIGINT)
    let outcome = try watch.wait()
    let told = outcome.output.matches(of: /"id":"([-0-9a-f]+)"/).map { String($0.1) }
    #expect(told == [3, 4, 5].map { "\(note($0).id)" }, "\(outcome)")
    #expect(
      outcome.complaint == """
        The server has gone; waiting for it to come back.
        The log no longer holds what it held after event 3; going back to event 3.
        The server is back.

        """)
  }

  @Test("whoever begins after the end of the log is told what comes there")
  func beyond() throws {
    let conninfo = conninfo
    var follower = Subscription(after: 9, name: nil) { try Connection(conninfo) }
    let change = #expect(throws: Subscription.WentBack.self) {
      _ = try follower.next(timeoutMilliseconds: 0)
    }
    #expect(change?.position == 3)
    try append(4...4)
    let told = try follower.next(timeoutMilliseconds: 0).map(\.position)
    #expect(told == [4])
  }
}
