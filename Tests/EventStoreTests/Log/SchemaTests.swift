import EventSourcing
import EventStore
import Foundation
import Postgres
import Schema
import Synchronization
import TestSupport
import Testing

@Suite("The schema of the log")
struct SchemaTests {
  private func error(_ body: () throws -> Void) throws -> PostgresError {
    try #require(throws: PostgresError.self) { try body() }
  }

  @Test("lets nobody change or remove an event, not even as a replica")
  func immutable() throws {
    let connection = try Connection(TestCluster.shared().freshLog())
    _ = try PostgresLog(connection).append([note(1)], to: "a", expecting: .any)
    for role in ["origin", "replica"] {
      try connection.execute("SELECT set_config('session_replication_role', \(role), false)")
      for statement: SQL in ["UPDATE log.event SET by = 'x'", "DELETE FROM log.event", "TRUNCATE log.event"] {
        #expect(try error { try connection.execute(statement) }.code.rawValue == "PY004")
      }
    }
    #expect(try PostgresLog(connection).head() == 1)
  }

  @Test("is applied once, also where several begin at the same time")
  func once() throws {
    let conninfo = try TestCluster.shared().freshDatabase()
    let notes = Mutex(0)
    try inThreads(4) { _ in
      try Migrations.apply(to: Connection(conninfo)) { _ in notes.withLock { $0 += 1 } }
    }
    let connection = try Connection(conninfo)
    try Migrations.verify(connection)
    let applied = try connection.query("SELECT name FROM log.migration ORDER BY name")
    #expect(try applied.map { try $0.get(0, as: String.self) } == Schema.log.map(\.name))
    #expect(notes.withLock { $0 } >= 1)
    try Migrations.apply(to: connection) { Issue.record("applied again: \($0)") }
  }

  @Test("that another version made is not touched")
  func versions() throws {
    let connection = try Connection(TestCluster.shared().freshLog())
    try connection.execute("UPDATE log.migration SET sha256 = 'x' WHERE name = 'log_002_append'")
    var refusal = try #require(throws: StoreError.self) { try Migrations.verify(connection) }
    #expect(
      refusal.description
        == "The schema file log_002_append is not the one with which this database was set up; use the parley that made it."
    )
    try connection.execute("INSERT INTO log.migration (name, sha256) VALUES ('log_999_later', 'x')")
    refusal = try #require(throws: StoreError.self) { try Migrations.apply(to: connection) }
    #expect(
      refusal.description
        == "This database was set up by a newer version of parley; use that version or a later one.")
  }

  @Test("needs a database in UTF-8, of PostgreSQL 15 or later")
  func encoding() throws {
    let cluster = try TestCluster.shared()
    try Connection(cluster.conninfo(database: "postgres")).execute(
      "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    let connection = try Connection(cluster.conninfo(database: "ascii"))
    let refusal = try #require(throws: StoreError.self) { try Migrations.apply(to: connection) }
    #expect(
      refusal.description
        == "The database's encoding is SQL_ASCII; create it with ENCODING 'UTF8', which parley needs.")
    #expect(
      StoreError.tooOld(140_005).description == "The server is PostgreSQL 14; parley needs 15 or later.")
  }

  @Test("is not set up where nothing may be written")
  func readOnly() throws {
    let connection = try Connection(TestCluster.shared().freshDatabase())
    try connection.execute("SET default_transaction_read_only = on")
    #expect(try error { try Migrations.apply(to: connection) }.code == .readOnlyTransaction)
  }

  @Test("is listed as its folder is")
  func folder() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../schema")
    for (folder, files, prefix) in [("log", Schema.log, ""), ("read", Schema.read, "read_")] {
      let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      #expect(names.sorted() == files.map { "\(prefix)\($0.name).sql" }.sorted())
    }
  }
}
