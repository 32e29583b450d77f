import EventSourcing
import EventStore
import Foundation
import Postgres
import Synchronization
import Talks
import TestSupport
import Testing

@Suite("A follower of the log")
struct FollowerTests {
  private let conninfo: String
  private let log: PostgresLog

  init() throws {
    conninfo = try TestCluster.shared().freshLog()
    log = PostgresLog(try Connection(conninfo))
  }

  private func follower(after position: Int64 = 0, name: String? = nil) -> Subscription {
    let conninfo = conninfo
    return Subscription(after: position, name: name) { try Connection(conninfo) }
  }

  private func append(_ numbers: Range<Int>) throws {
    for number in numbers { _ = try log.append([note(number)], to: "p", expecting: .any) }
  }

  @Test("is given what is there, then what comes, once each and in order")
  func order() throws {
    try append(1..<4)
    var follower = follower()
    #expect(try follower.next(timeoutMilliseconds: 0).map(\.position) == [1, 2, 3])
    #expect(try follower.next(timeoutMilliseconds: 10).isEmpty)
    try append(4..<6)
    #expect(try follower.next(timeoutMilliseconds: 1000).map(\.position) == [4, 5])
    var late = self.follower(after: 4)
    #expect(try late.next(timeoutMilliseconds: 0).map(\.position) == [5])
  }

  @Test("misses nothing beside writers that append at once")
  func writers() throws {
    let (writers, each) = (8, 50)
    let conninfo = conninfo
    let seen = Mutex<[Int64]>([])
    try inThreads(writers + 1) { thread in
      if thread == writers {
        var follower = Subscription(after: 0, name: nil) { try Connection(conninfo) }
        while seen.withLock({ $0.count < writers * each }) {
          let positions = try follower.next(timeoutMilliseconds: 1000).map(\.position)
          seen.withLock { $0 += positions }
        }
        return
      }
      let log = PostgresLog(try Connection(conninfo))
      for number in 0..<each {
        _ = try log.append([note(thread * each + number)], to: "p-\(thread)", expecting: .any)
      }
    }
    #expect(seen.withLock { $0 } == Array(1...Int64(writers * each)))
  }

  @Test("goes on where it was when its connection is killed")
  func killed() throws {
    try append(1..<3)
    var follower = follower()
    #expect(try follower.next(timeoutMilliseconds: 0).count == 2)
    try log.connection.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    try append(3..<5)
    var seen: [Int64] = []
    for _ in 0..<20 where seen.isEmpty {
      do { seen = try follower.next(timeoutMilliseconds: 100).map(\.position) } catch let error
        as PostgresError
      {
        #expect(error.kind == .connection)
      }
    }
    #expect(seen == [3, 4])
  }

  @Test("with a name goes on where the last one of that name had come, and is the only one")
  func named() throws {
    try append(1..<4)
    do {
      var first = follower(name: "desk")
      #expect(try first.next(timeoutMilliseconds: 0).count == 3)
      try first.advance()
      var second = follower(name: "desk")
      #expect(throws: Subscription.NameTaken.self) { try second.next(timeoutMilliseconds: 0) }
    }
    try append(4..<5)
    var seen: [Int64] = []
    for _ in 0..<50 where seen.isEmpty {
      var next = follower(name: "desk")
      // The server takes a moment to notice that the first has gone.
      do { seen = try next.next(timeoutMilliseconds: 20).map(\.position) } catch is Subscription.NameTaken {}
    }
    #expect(seen == [4])
  }

  /// A session of a new user with all rights, and the code with which it is refused something.
  private func session() throws -> Connection {
    let user = "follower_\(UUID().uuidString.prefix(8).lowercased())"
    try log.connection.script("CREATE ROLE \(user) LOGIN SUPERUSER")
    return try Connection(conninfo + " user=\(user)")
  }

  private func code(_ connection: Connection, _ sql: SQL) throws -> String? {
    do throws(PostgresError) { try connection.query(sql) } catch { return error.code.rawValue }
    return nil
  }

  @Test("has a name of its role's own, which no other role takes, holds or moves")
  func owned() throws {
    try append(1..<4)
    let (one, other) = (try session(), try session())
    func subscribe(_ connection: Connection, from start: Int64) throws -> Int64? {
      try connection.query("SELECT log.subscribe('desk', \(start))")[0].get(0)
    }
    // Locks that anybody can take hold no name.
    try other.query("SELECT pg_advisory_lock(7106408, hashtext('desk'))")
    #expect(try subscribe(one, from: 1) == 1)
    #expect(try subscribe(other, from: 3) == 3)
    try other.query("SELECT log.advance('desk', 2), log.unsubscribe('desk'), log.advance('desk', 3)")
    #expect(try subscribe(one, from: 0) == 1)
    try one.query("SELECT log.advance('desk', 2)")
    #expect(try subscribe(one, from: 0) == 2)
    let left = try one.query("SELECT log.unsubscribe('desk'), log.unsubscribe('desk')")[0]
    #expect(try left.get(0) && !left.get(1))
    #expect(try subscribe(one, from: 0) == 0)
  }

  @Test("is never beyond the end of the log, and its role has a hundred names at most")
  func limits() throws {
    try append(1..<4)
    let one = try session()
    #expect(try code(one, "SELECT log.subscribe('desk', 4)") == "PY008")
    #expect(try code(one, "SELECT log.subscribe('desk', 3)") == nil)
    #expect(try code(one, "SELECT log.advance('desk', 4)") == "PY008")
    #expect(try one.query("SELECT name, position FROM log.subscription").count == 1)
    #expect(try code(one, "SELECT log.subscribe('desk-' || n, 0) FROM generate_series(2, 100) n") == nil)
    #expect(try code(one, "SELECT log.subscribe('one-more', 0)") == "PY009")
    #expect(try code(one, "SELECT log.unsubscribe('desk'), log.subscribe('one-more', 0)") == nil)
    #expect(try code(session(), "SELECT log.subscribe('desk', 0)") == nil)
  }
}
