package import Postgres
internal import Schema

/// Brings a database's log up to this program: the files of `schema/log`, in order, each once and for ever.
package enum Migrations {
  static let lock: Int64 = 0x6C6F_67

  /// Applies what is missing; a database that already has all of it is only looked at.
  ///
  /// - Parameter note: called with a sentence where something is applied.
  package static func apply(to connection: Connection, note: (String) -> Void = { _ in }) throws {
    if try isCurrent(connection) { return }
    guard connection.serverVersion >= 150_000 else { throw StoreError.tooOld(connection.serverVersion) }
    let encoding: String = try connection.query("SHOW server_encoding").first?.get(0) ?? ""
    guard encoding == "UTF8" else { throw StoreError.encoding(encoding) }
    try connection.transaction {
      try connection.query("SELECT pg_advisory_xact_lock(\(lock))")
      let applied = try self.applied(in: connection)
      try compare(applied, connection)
      for file in Schema.log.dropFirst(applied.count) {
        try connection.script(file.sql)
        try connection.execute(
          """
          INSERT INTO log.migration (name, sha256)
          VALUES (\(file.name), encode(sha256(convert_to(\(file.sql), 'UTF8')), 'hex'))
          """)
      }
      note("The log's tables are set up.")
    }
  }

  /// Whether every file has been applied, by name; the quick look before each command.
  private static func isCurrent(_ connection: Connection) throws -> Bool {
    let names = try applied(in: connection).map(\.name)
    return names == Schema.log.map(\.name)
  }

  /// Throws where what was applied is not what this program holds.
  package static func verify(_ connection: Connection) throws {
    try compare(applied(in: connection), connection)
  }

  private static func applied(in connection: Connection) throws -> [(name: String, sha256: String)] {
    // Not by to_regclass, which may remember an absence from before another program made the table.
    let found = try connection.query(
      "SELECT FROM pg_tables WHERE schemaname = 'log' AND tablename = 'migration'")
    if found.isEmpty { return [] }
    return try connection.query("SELECT name, sha256 FROM log.migration ORDER BY name")
      .map { (try $0.get(0), try $0.get(1)) }
  }

  private static func compare(_ applied: [(name: String, sha256: String)], _ connection: Connection) throws {
    guard applied.count <= Schema.log.count else { throw StoreError.newer }
    for (file, was) in zip(Schema.log, applied) {
      let now = try connection.query("SELECT encode(sha256(convert_to(\(file.sql), 'UTF8')), 'hex')")
      guard file.name == was.name, try now.first?.get(0, as: String.self) == was.sha256 else {
        throw StoreError.altered(file.name)
      }
    }
  }
}

/// Why a database cannot serve as the store.
package enum StoreError: Error, CustomStringConvertible {
  /// It was set up by a later version of this program.
  case newer
  /// A file of the schema is not the one that was applied.
  case altered(String)
  /// Its text is not UTF-8.
  case encoding(String)
  /// The server is older than PostgreSQL 15.
  case tooOld(Int)

  package var description: String {
    switch self {
    case .newer: "This database was set up by a newer version of parley; use that version or a later one."
    case .altered(let name):
      "The schema file \(name) is not the one with which this database was set up; use the parley that made it."
    case .encoding(let encoding):
      "The database's encoding is \(encoding); create it with ENCODING 'UTF8', which parley needs."
    case .tooOld(let version):
      "The server is PostgreSQL \(version / 10_000); parley needs 15 or later."
    }
  }
}
