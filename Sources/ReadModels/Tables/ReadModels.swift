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
    /// They tell of events up to a position that are not, or not all, those of the log: it was restored, or failed
    /// over, to another history.
    case diverged(at: Int64, head: Int64)
    /// There are none yet, they are of another version of this program, or their checkpoint is damaged.
    case absent

    /// What diverged tables show of the log, in a sentence; nil for others.
    package var divergence: String? {
      guard case .diverged(let reached, let head) = self else { return nil }
      return reached > head
        ? "The log ends at event \(head), but the tables tell of events up to \(reached): the log was cut off, restored or failed over to an earlier state, and what was recorded after event \(head) is no longer in it."
        : "The tables tell of another event \(reached) than the log holds: the log was restored or failed over to an earlier state and went on from there, and some of what was recorded is no longer in it."
    }
  }

  private static let query: SQL = """
    SELECT (SELECT position FROM log.head), c.position, c.version,
      c.position = 0 OR coalesce((SELECT e.chain = c.chain FROM log.event e WHERE e.position = c.position), false)
    FROM read.checkpoint c
    """

  private func look() throws -> Freshness {
    let rows = try connection.query(Self.query)
    guard rows.count == 1, try rows[0].get(2, as: String.self) == Self.version else { return .absent }
    let reached: Int64 = try rows[0].get(1)
    // Without its head row the log ends with its last event.
    let head =
      try rows[0].get(0, as: Int64?.self)
      ?? connection.query(
        "SELECT coalesce(max(position), 0) FROM log.event")[0].get(0, as: Int64.self)
    guard try rows[0].get(3, as: Bool.self), reached <= head else {
      return .diverged(at: reached, head: head)
    }
    return reached == head ? .current(head) : .behind(from: reached, to: head)
  }

  package func freshness() throws -> Freshness {
    do { return try look() } catch let error as PostgresError {
      return try Self.freshness(after: error)
    }
  }

  /// The same in a transaction, which an error would end.
  private func freshnessWithin() throws -> Freshness {
    try connection.execute("SAVEPOINT freshness")
    do { return try look() } catch let error as PostgresError {
      try connection.execute("ROLLBACK TO freshness")
      return try Self.freshness(after: error)
    }
  }

  private static func freshness(after error: PostgresError) throws -> Freshness {
    switch error.code {
    case .undefinedTable, .undefinedSchema, .undefinedColumn: return .absent
    // If it is the log that is damaged, making the tables anew fails and changes nothing.
    case .dataCorrupted, .indexCorrupted: return .absent
    default: throw error
    }
  }

  /// The version of the tables that this program makes: a digest of their declarations and of the versions of their rows.
  ///
  /// It is noted, since to work it out takes as long as all else that a short answer does; a test says what it has to be.
  static let version = "deabc5cdb5e47d08"

  /// Advances the tables to the end of the log, including events appended by other programs.
  ///
  /// - Parameter seen: the freshness of the tables as seen by the caller; nil to look now.
  /// - Parameter known: the events of a stream, or its first ones, as the caller has read them.
  package func catchUp(
    from log: some EventLog<Event>, seen: Freshness? = nil, knowing known: [RecordedEvent<Event>] = []
  ) throws {
    switch try seen ?? freshness() {
    case .current: return
    case .absent, .diverged:
      try connection.transaction {
        try connection.execute(Self.lock)
        // Another program may have made them while this one waited.
        switch try freshnessWithin() {
        case .current, .behind: break
        case .absent, .diverged:
          try connection.query("SELECT log.drop_tables('read')")
          try Self.create(schema: "read", at: 0, connection)
          try connection.query("SELECT log.key_tables('read', \(Table.declarations)::jsonb)")
        }
        try follow(log, in: "read")
      }
    case .behind: try connection.transaction { try follow(log, in: "read", knowing: known) }
    }
  }

  /// Creates empty tables without keys in a new schema.
  static func create(schema: String, at position: Int64, _ connection: Connection) throws {
    try connection.query("SELECT log.make_tables(\(schema), \(Table.declarations)::jsonb)")
    try connection.execute(
      """
      INSERT INTO \(identifier: schema).checkpoint (version, position, chain)
      VALUES (\(version), \(position), decode(repeat('00', 32), 'hex'))
      """)
  }

  /// Folds the processes with new events again, and writes those of their rows that differ from what a schema holds.
  ///
  /// - Parameter known: the events of a stream, or its first ones, as the caller has read them.
  func follow(
    _ log: some EventLog<Event>, in schema: String, knowing known: [RecordedEvent<Event>] = []
  ) throws {
    let locked = try connection.query(
      "SELECT position FROM \(identifier: schema).checkpoint FOR UPDATE")
    guard let from = try locked.first?.get(0, as: Int64.self) else { return }
    let head = try log.head()
    if head <= from { return }
    let grown = try log.streams(after: from)
    let moves = try log.moves()
    let streams = Set(grown).union(moves.destinations(of: grown)).sorted()
    var loader = TableLoader(connection, into: schema)
    for stream in streams {
      try loader.awaitServer()
      // What is recorded meanwhile is for the next time, so that the tables tell of the log up to the noted position exactly.
      let entries = try log.record(of: stream, moves, knowing: known).filter { $0.position <= head }
        .map { Entry($0, zones: zones) }
      if entries.isEmpty { continue }
      let state = ProcessState.fold(entries, in: stream)
      if from == 0 {
        try loader.add(process: stream, state)
      } else {
        // What was moved here can be older than what the tables tell of.
        let news = moves.processes.contains(stream) ? nil : News(entries, after: from)
        try loader.replace(process: stream, state, after: news)
      }
    }
    try loader.finish()
    try connection.noteTables(in: schema, at: head)
  }
}

extension Connection {
  /// Notes in a schema up to which event of the log its tables are made.
  func noteTables(in schema: String, at position: Int64) throws {
    try execute(
      """
      UPDATE \(identifier: schema).checkpoint SET position = e.position, chain = e.chain
      FROM log.event e WHERE e.position = \(position)
      """)
  }
}
