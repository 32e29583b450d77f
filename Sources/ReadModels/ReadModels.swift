package import EventSourcing
package import Postgres
internal import Schema
package import Talks

/// The tables that are rebuilt from the log, in the schema `read`.
///
/// All of them follow one fold, so they move together: whoever moves them holds the lock on their checkpoints.
package struct ReadModels {
  let connection: Connection
  private let zones: any ZoneRules

  package init(_ connection: Connection, zones: any ZoneRules) {
    self.connection = connection
    self.zones = zones
  }

  /// How far the tables are behind the log.
  package enum Freshness: Sendable, Equatable {
    case current(Int64)
    case behind(from: Int64, to: Int64)
    /// There are none yet, or another version of this program made them.
    case absent
  }

  private static let query: SQL = """
    SELECT (SELECT position FROM log.head), min(position), max(position), count(*), min(shape), max(shape)
    FROM read.checkpoint
    """

  private static func freshness(in rows: Rows) throws -> Freshness {
    guard let row = rows.first, let behind = try row.get(1, as: Int64?.self),
      try row.get(3, as: Int64.self) == Int64(Projections.all.count),
      try row.get(4, as: String.self) == Self.shape, try row.get(5, as: String.self) == Self.shape
    else { return .absent }
    let head = try row.get(0, as: Int64.self)
    return behind == head ? .current(head) : .behind(from: behind, to: head)
  }

  package func freshness() throws -> Freshness {
    do {
      return try Self.freshness(in: connection.query(Self.query))
    } catch let error as PostgresError
      where error.code == .undefinedTable || error.code == .undefinedSchema
    {
      return .absent
    }
  }

  /// Whether there are tables, of whatever version; asked in a transaction, where a failing query would end it.
  private var isThere: Bool {
    get throws {
      // Not by to_regclass, which may remember an absence from before another program made the table.
      try !connection.query("SELECT FROM pg_tables WHERE schemaname = 'read' AND tablename = 'checkpoint'")
        .isEmpty
    }
  }

  /// Says which tables this program makes: a digest (FNV-1a) of their SQL, and the edition of their rows.
  static let shape: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in Schema.read {
      for byte in file.sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return "\(Projections.edition).\(String(hash, radix: 16))"
  }()

  /// Brings the tables up to the log, whoever appended to it.
  ///
  /// - Parameter seen: how fresh they were when the caller looked; nil to look now.
  package func catchUp(from log: some EventLog<Event>, seen: Freshness? = nil) throws {
    switch try seen ?? freshness() {
    case .current: return
    case .absent:
      try connection.transaction {
        try connection.query("SELECT pg_advisory_xact_lock(\(Self.lock))")
        // Another program may have made them while this one waited.
        if try !isThere || freshness() == .absent {
          try connection.script("SET LOCAL client_min_messages = warning; DROP SCHEMA IF EXISTS read CASCADE")
          try Self.create(schema: "read", at: 0, connection)
        }
        try follow(log, in: "read")
      }
    case .behind: try connection.transaction { try follow(log, in: "read") }
    }
  }

  /// Makes empty tables in a new schema, and leaves it the transaction's search path.
  static func create(schema: String, at position: Int64, _ connection: Connection) throws {
    try connection.execute("CREATE SCHEMA \(identifier: schema)")
    try connection.execute("SELECT set_config('search_path', \(schema), true)")
    for file in Schema.read { try connection.script(file.sql) }
    for projection in Projections.all {
      try connection.execute("INSERT INTO checkpoint VALUES (\(projection.name), \(position), \(shape))")
    }
    try connection.script(Schema.handOver)
  }

  /// Folds the processes with new events anew, and replaces their rows in the tables of a schema.
  func follow(_ log: some EventLog<Event>, in schema: String) throws {
    try connection.execute("SELECT set_config('search_path', \(schema), true)")
    let locked = try connection.query("SELECT position FROM checkpoint ORDER BY projection FOR UPDATE")
    guard let from = try locked.map({ try $0.get(0, as: Int64.self) }).min() else { return }
    let head = try log.head()
    if head == from { return }
    let streams = try log.streams(after: from)
    for projection in Projections.all {
      try connection.execute(
        "DELETE FROM \(identifier: projection.name) WHERE process = ANY (\(streams))")
    }
    var loader = TableLoader(connection)
    for stream in streams {
      let entries = try log.events(of: stream).map { Entry($0, zones: zones) }
      try loader.add(process: stream, ProcessState.fold(entries))
    }
    try loader.finish()
    try connection.execute("UPDATE checkpoint SET position = \(head)")
  }
}
