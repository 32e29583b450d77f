import EventSourcing
import EventStore
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
}
