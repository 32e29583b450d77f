import Evidence
package import Postgres
package import Schema

/// Upgrades a database's log to the current schema: the first release's schema and the migrations since, in
/// order, each applied exactly once.
package enum Migrations {
  static let lock: Int64 = 0x6C6F_67

  /// A migration, run in one transaction and recorded as a row of `log.migration`.
  private struct Step {
    let name: String
    let release: String
    let sql: String

    var sha256: String { Digest(of: Array(sql.utf8)).description }
  }

  private static func steps(_ migrations: [Schema.Migration]) -> [Step] {
    let state = Schema.log.map(\.sql).joined(separator: "\n")
    return [Step(name: "state", release: Schema.firstRelease, sql: state)]
      + migrations.map { Step(name: $0.file.name, release: $0.release, sql: $0.file.sql) }
  }

  /// Applies the missing migrations; a database that has them all is only read.
  ///
  /// - Parameter migrations: those of this program; tests pass others.
  /// - Parameter note: called with a sentence for each migration applied.
  package static func apply(
    to connection: Connection, _ migrations: [Schema.Migration] = Schema.migrations,
    note: (String) -> Void = { _ in }
  ) throws {
    let steps = steps(migrations)
    if try applied(in: connection).map(\.name) == steps.map(\.name) { return }
    guard connection.serverVersion >= 150_000 else { throw StoreError.tooOld(connection.serverVersion) }
    let encoding: String = try connection.query("SHOW server_encoding").first?.get(0) ?? ""
    guard encoding == "UTF8" else { throw StoreError.encoding(encoding) }
    try connection.transaction {
      // Anybody may hold such a lock, so that the wait for it ends; recording in a log that is there takes none.
      try connection.query("SELECT set_config('lock_timeout', '30s', true), pg_advisory_xact_lock(\(lock))")
      let applied = try self.applied(in: connection)
      try compare(applied, with: steps)
      for (number, step) in steps.enumerated().dropFirst(applied.count) {
        try connection.script(step.sql)
        try connection.execute(
          """
          INSERT INTO log.migration (number, name, release, sha256)
          VALUES (\(number), \(step.name), \(step.release), \(step.sha256))
          """)
      }
      note("The log's tables are set up.")
    }
  }

  /// Throws where the applied migrations differ from those of this program.
  package static func verify(
    _ connection: Connection, _ migrations: [Schema.Migration] = Schema.migrations
  ) throws {
    try compare(applied(in: connection), with: steps(migrations))
  }

  /// Throws where a parley from before the first release made the log; the quick look before each command.
  package static func refuseUnreleased(_ connection: Connection) throws {
    if try isReleased(connection) == false { throw StoreError.unreleased }
  }

  /// Whether a release made the log; nil where there is none.
  private static func isReleased(_ connection: Connection) throws -> Bool? {
    // Not by to_regclass, which may cache an absence from before another program created the table.
    try connection.query(
      """
      SELECT bool_or(attname = 'number')
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE nspname = 'log' AND relname = 'migration'
      """)[0].get(0)
  }

  private typealias Applied = [(name: String, sha256: String)]

  private static func applied(in connection: Connection) throws -> Applied {
    guard let isReleased = try isReleased(connection) else { return [] }
    guard isReleased else { throw StoreError.unreleased }
    return try connection.query("SELECT name, sha256 FROM log.migration ORDER BY number")
      .map { (try $0.get(0), try $0.get(1)) }
  }

  private static func compare(_ applied: Applied, with steps: [Step]) throws {
    guard applied.count <= steps.count else { throw StoreError.newer }
    for (step, was) in zip(steps, applied) where step.name != was.name || step.sha256 != was.sha256 {
      throw StoreError.altered(name: step.name, release: step.release)
    }
  }
}

/// The reason why a database cannot serve as the store.
package enum StoreError: Error, CustomStringConvertible {
  /// It was set up by a later version of this program.
  case newer
  /// It was set up by a version from before the first release.
  case unreleased
  /// The first release's schema, or a migration, differs from the one applied.
  case altered(name: String, release: String)
  /// Its text is not UTF-8.
  case encoding(String)
  /// The server is older than PostgreSQL 15.
  case tooOld(Int)

  package var description: String {
    switch self {
    case .newer: "This database was set up by a newer version of parley; use that version or a later one."
    case .unreleased:
      "This database was set up by a parley from before the first release; export it with that parley (parley export --format journal --output FILE) and import the file into a new database with this one (parley import FILE)."
    case .altered(let name, let release):
      "The log's schema “\(name)” of release \(release) is not the one with which this database was set up; use the parley that made it."
    case .encoding(let encoding):
      "The database's encoding is \(encoding); create it with ENCODING 'UTF8', which parley needs."
    case .tooOld(let version):
      "The server is PostgreSQL \(version / 10_000); parley needs 15 or later."
    }
  }
}
