package import EventSourcing
package import Postgres
package import Talks

/// The read models: tables derived from the log, in the schema `read`.
///
/// All of them follow one fold, so they advance together, under a lock on their checkpoints.
package struct ReadModels {
  let connection: Connection
  private let zones: any ZoneRules

  package init(_ connection: Connection, zones: any ZoneRules) {
    self.connection = connection
    self.zones = zones
  }

  /// The state of the tables relative to the log.
  package enum Freshness: Sendable, Equatable {
    case current(Int64)
    case behind(from: Int64, to: Int64)
    /// There are none yet, or they are of another version of this program.
    case absent
  }

  private static let query: SQL = """
    SELECT (SELECT position FROM log.head), min(position), max(position), count(*), min(version), max(version)
    FROM read.checkpoint
    """

  private static func freshness(in rows: ResultRows) throws -> Freshness {
    guard let row = rows.first, let behind = try row.get(1, as: Int64?.self),
      try row.get(3, as: Int64.self) == Int64(RowTypes.all.count),
      try row.get(4, as: String.self) == Self.version, try row.get(5, as: String.self) == Self.version
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

  /// Whether tables of any version exist; asked in a transaction, where a failing query would end it.
  private var isThere: Bool {
    get throws {
      // Not by to_regclass, which may cache an absence from before another program created the table.
      try !connection.query("SELECT FROM pg_tables WHERE schemaname = 'read' AND tablename = 'checkpoint'")
        .isEmpty
    }
  }

  /// The version of the tables that this program makes.
  static let version = version(of: RowTypes.all.map { $0.version })

  /// A digest (FNV-1a) of the declarations of the tables and of the versions of their rows.
  static func version(of rows: [Int]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [Table.declarations] + rows.map({ "\($0)" }) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }

  /// Advances the tables to the end of the log, including events appended by other programs.
  ///
  /// - Parameter seen: the freshness of the tables as seen by the caller; nil to look now.
  package func catchUp(from log: some EventLog<Event>, seen: Freshness? = nil) throws {
    switch try seen ?? freshness() {
    case .current: return
    case .absent:
      try connection.transaction {
        try connection.execute(Self.lock)
        // Another program may have made them while this one waited.
        if try !isThere || freshness() == .absent {
          try connection.query("SELECT log.drop_tables('read')")
          try Self.create(schema: "read", at: 0, connection)
          try connection.query("SELECT log.key_tables('read', \(Table.declarations)::jsonb)")
        }
        try follow(log, in: "read")
      }
    case .behind: try connection.transaction { try follow(log, in: "read") }
    }
  }

  /// Creates empty tables without keys in a new schema.
  static func create(schema: String, at position: Int64, _ connection: Connection) throws {
    try connection.query("SELECT log.make_tables(\(schema), \(Table.declarations)::jsonb)")
    try connection.execute(
      """
      INSERT INTO \(identifier: schema).checkpoint
      SELECT name, \(position), \(version) FROM unnest(\(RowTypes.all.map { $0.name })) name
      """)
  }

  /// Folds the processes with new events again, and replaces their rows in the tables of a schema.
  func follow(_ log: some EventLog<Event>, in schema: String) throws {
    let locked = try connection.query(
      "SELECT position FROM \(identifier: schema).checkpoint ORDER BY name FOR UPDATE")
    guard let from = try locked.map({ try $0.get(0, as: Int64.self) }).min() else { return }
    let head = try log.head()
    if head == from { return }
    let grown = try log.streams(after: from)
    let moves = try log.moves()
    let streams = Set(grown).union(moves.destinations(of: grown)).sorted()
    for row in RowTypes.all {
      try connection.execute(
        "DELETE FROM \(identifier: schema).\(identifier: row.name) WHERE process = ANY (\(streams))")
    }
    var loader = TableLoader(connection, into: schema)
    for stream in streams {
      let entries = try log.record(of: stream, moves).map { Entry($0, zones: zones) }
      try loader.add(process: stream, ProcessState.fold(entries, in: stream))
    }
    try loader.finish()
    try connection.execute("UPDATE \(identifier: schema).checkpoint SET position = \(head)")
  }
}
