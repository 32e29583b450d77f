import EventSourcing
import EventStore
import Evidence
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
    let applied = try connection.query("SELECT name, release FROM log.migration ORDER BY number")
    #expect(
      try applied.map { [try $0.get(0, as: String.self), try $0.get(1)] }
        == [["state", Schema.firstRelease]] + Schema.migrations.map { [$0.file.name, $0.release] })
    #expect(notes.withLock { $0 } >= 1)
    try Migrations.apply(to: connection) { Issue.record("applied again: \($0)") }
  }

  @Test("that another version made is not touched")
  func versions() throws {
    let connection = try Connection(TestCluster.shared().freshLog())
    try connection.execute("UPDATE log.migration SET sha256 = 'x' WHERE number = 0")
    var refusal = try #require(throws: StoreError.self) { try Migrations.verify(connection) }
    #expect(
      refusal.description
        == "The log's schema “state” of release \(Schema.firstRelease) is not the one with which this database was set up; use the parley that made it."
    )
    try connection.execute(
      "INSERT INTO log.migration (number, name, release, sha256) VALUES (999, 'later', '9.9.9', 'x')")
    refusal = try #require(throws: StoreError.self) { try Migrations.apply(to: connection) }
    #expect(
      refusal.description
        == "This database was set up by a newer version of parley; use that version or a later one.")
  }

  private func migration(_ name: String, _ sql: String) -> Schema.Migration {
    Schema.Migration(Schema.File(name, sql: sql), release: "9.0.0")
  }

  @Test("is migrated in order, each step once, and never by a step that was altered")
  func migrating() throws {
    let connection = try Connection(TestCluster.shared().freshLog())
    _ = try PostgresLog(connection).append([note(1)], to: "a", expecting: .any)
    let first = migration("first", "CREATE TABLE log.made_up (n int); INSERT INTO log.made_up VALUES (1)")
    let second = migration("second", "UPDATE log.made_up SET n = n + 1")
    var notes = 0
    try Migrations.apply(to: connection, Schema.migrations + [first]) { _ in notes += 1 }
    for _ in 1...2 {
      try Migrations.apply(to: connection, Schema.migrations + [first, second]) { _ in notes += 1 }
    }
    #expect(notes == 2)
    #expect(try connection.query("SELECT n FROM log.made_up")[0].get(0, as: Int64.self) == 2)
    #expect(try PostgresLog(connection).head() == 1)
    try Migrations.verify(connection, Schema.migrations + [first, second])

    let altered = migration("first", "CREATE TABLE log.made_up (n bigint)")
    var refusal = try #require(throws: StoreError.self) {
      try Migrations.verify(connection, Schema.migrations + [altered, second])
    }
    #expect(
      refusal.description
        == "The log's schema “first” of release 9.0.0 is not the one with which this database was set up; use the parley that made it."
    )
    refusal = try #require(throws: StoreError.self) { try Migrations.apply(to: connection) }
    #expect(refusal.description.contains("a newer version of parley"))
  }

  @Test("stays as it is where a migration fails")
  func failing() throws {
    let connection = try Connection(TestCluster.shared().freshLog())
    let steps = [
      migration("good", "CREATE TABLE log.made_up (n int)"), migration("bad", "SELECT 1 / 0"),
    ]
    #expect(
      try error { try Migrations.apply(to: connection, Schema.migrations + steps) }.code.rawValue == "22012")
    #expect(try connection.query("SELECT FROM pg_tables WHERE tablename = 'made_up'").isEmpty)
    try Migrations.verify(connection)
  }

  @Test("of before the first release is told from later ones, and left alone")
  func unreleased() throws {
    let connection = try Connection(TestCluster.shared().freshDatabase())
    try Migrations.refuseUnreleased(connection)
    try connection.script(
      """
      CREATE SCHEMA log;
      CREATE TABLE log.migration (name text PRIMARY KEY, sha256 text NOT NULL, applied timestamptz DEFAULT now());
      INSERT INTO log.migration VALUES ('log_001_events', 'x');
      """)
    for attempt: () throws -> Void in [
      { try Migrations.refuseUnreleased(connection) }, { try Migrations.apply(to: connection) },
      { try Migrations.verify(connection) },
    ] {
      let refusal = try #require(throws: StoreError.self, performing: attempt)
      #expect(
        refusal.description
          == "This database was set up by a parley from before the first release; export it with that parley (parley export --format journal --output FILE) and import the file into a new database with this one (parley import FILE)."
      )
    }
    #expect(try connection.query("SELECT FROM pg_tables WHERE schemaname = 'log'").count == 1)
    try Migrations.refuseUnreleased(Connection(TestCluster.shared().freshLog()))
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

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../schema")

  private static func sqlFiles(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: Self.folder.appending(path: folder).path)
      .filter { $0.hasSuffix(".sql") }.sorted()
  }

  @Test("is listed as its folder is")
  func listed() throws {
    let log = Schema.log.map { "\($0.name).sql" }
    let migrations = Schema.migrations.map { "migrations/\($0.file.name).sql" }
    #expect(try Self.sqlFiles("log") == (log + migrations).sorted())
    #expect(migrations == migrations.sorted())
    for file in Schema.log + Schema.migrations.map(\.file) {
      let folder = file.name.contains("/") || file.name == "schema" ? "log" : "log/migrations"
      let path = Self.folder.appending(path: "\(folder)/\(file.name).sql").path
      #expect(try String(contentsOfFile: path, encoding: .utf8) == file.sql, "\(file.name)")
    }
  }

  /// What is wrong with the files that a list in the manner of sha256sum(1) names.
  private static func alterations(_ released: String, _ content: (String) throws -> Data) -> [String] {
    released.split(separator: "\n").compactMap { line in
      let (sum, name) = (String(line.prefix(64)), String(line.dropFirst(66)))
      guard let bytes = try? content(name) else { return "\(name) is gone" }
      return Digest(of: [UInt8](bytes)).description == sum ? nil : "\(name) was altered"
    }
  }

  @Test("is never altered once it was released: RELEASED.sha256 lists what was")
  func released() throws {
    let folder = Self.folder.appending(path: "log")
    let released = try String(contentsOf: folder.appending(path: "RELEASED.sha256"), encoding: .utf8)
    func content(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }
    #expect(Self.alterations(released, content) == [])
    // All of the state is released; of the migrations those of the current release need not be yet.
    let names = released.split(separator: "\n").map { String($0.dropFirst(66)) }
    let all = Schema.log.map { "\($0.name).sql" } + Schema.migrations.map { "migrations/\($0.file.name).sql" }
    #expect(names.count >= Schema.log.count && names == Array(all.prefix(names.count)))

    #expect(
      Self.alterations(released) { name in
        if name == "functions/link.sql" { throw CocoaError(.fileNoSuchFile) }
        return try content(name) + (name == "functions/append.sql" ? Data(" ".utf8) : Data())
      } == ["functions/link.sql is gone", "functions/append.sql was altered"])
  }

  @Test("refuses with codes that docs/sql.md lists, each of them")
  func codes() throws {
    let listed = try String(contentsOf: Self.folder.appending(path: "../docs/sql.md"), encoding: .utf8)
      .matches(of: /\| `(PY\d{3})` \|/).map { String($0.1) }
    let used = Schema.log.flatMap { $0.sql.matches(of: /ERRCODE = '(PY\d{3})'/).map { String($0.1) } }
    #expect(listed == Set(used).sorted())
  }
}
