import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Notifications wake whoever listens")
struct NotificationTests {
  @Test func betweenTwoConnections() throws {
    let database = try TestCluster.shared().freshDatabase()
    let (listener, speaker) = (try Connection(database), try Connection(database))
    let channel = #"log "of events""#
    try listener.listen(channel)
    #expect(try listener.waitForNotification(timeoutMilliseconds: 0) == nil)
    try speaker.query("SELECT pg_notify(\(channel), \("한 1"))")
    try speaker.query("SELECT pg_notify(\(channel), \("2"))")
    let first = try #require(try listener.waitForNotification(timeoutMilliseconds: 60_000))
    #expect(first.channel == channel)
    #expect(first.payload == "한 1")
    #expect(first.sender == speaker.serverProcess)
    #expect(try listener.waitForNotification(timeoutMilliseconds: -1)?.payload == "2")
    #expect(try listener.waitForNotification(timeoutMilliseconds: 10) == nil)
  }

  @Test func keptDuringAQuery() throws {
    let connection = try connect()
    try connection.listen("own")
    try connection.execute("NOTIFY own, 'x'")
    try connection.query("SELECT 1")
    #expect(try connection.waitForNotification(timeoutMilliseconds: 0)?.payload == "x")
  }

  @Test func aListenerLearnsThatTheServerIsGone() throws {
    let listener = try connect()
    try listener.listen("log")
    try Connection(TestCluster.shared().conninfo(database: "postgres")).query(
      "SELECT pg_terminate_backend(\(listener.serverProcess))")
    let error = try postgresError { _ = try listener.waitForNotification(timeoutMilliseconds: 60_000) }
    #expect(error.kind == .connection)
    #expect(!listener.isUsable)
  }
}

@Suite("A statement can be stopped")
struct StoppingTests {
  @Test func fromAnotherThread() throws {
    let connection = try connect()
    let cancel = connection.cancel
    let pid = connection.serverProcess
    let watcher = try Connection(TestCluster.shared().conninfo(database: "postgres"))
    let canceller = Thread { @Sendable in
      // Once, as soon as the statement is seen to run.
      let watching = try! Connection(TestCluster.shared().conninfo(database: "postgres"))
      while try! watching.query("SELECT FROM pg_stat_activity WHERE pid = \(pid) AND wait_event = 'PgSleep'")
        .isEmpty
      {}
      cancel.cancel()
    }
    canceller.start()
    let error = try postgresError { try connection.query("SELECT pg_sleep(600)") }
    #expect(error.code == .queryCanceled)
    #expect(error.kind == .server)
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
    #expect(watcher.isUsable)
  }

  @Test func afterTheConnectionIsClosed() throws {
    let cancel = try connect().cancel
    cancel.cancel()
  }

  @Test func byTimeLimit() throws {
    let connection = try connect()
    try connection.setStatementTimeout(milliseconds: 20)
    let error = try postgresError { try connection.query("SELECT pg_sleep(600)") }
    #expect(error.code == .queryCanceled)
    #expect(error.description.contains("timeout"))
    try connection.setStatementTimeout(milliseconds: 0)
    #expect(try connection.query("SELECT 1 FROM pg_sleep(0.03)")[0].get(0) == 1)
    #expect(throws: PostgresError.self) { try connection.setStatementTimeout(milliseconds: -1) }
  }
}
