package import EventSourcing
package import Postgres
package import Talks

/// Replays the log into new tables beside the current ones.
///
/// The tables are built in `read_next` and put in place by renaming schemas in one short transaction: readers
/// are never blocked and never see half. An interrupted rebuild leaves only `read_next`, which the next one
/// drops.
package struct Rebuild {
  private let connection: Connection
  private let zones: any ZoneRules

  /// - Parameter connection: for writing; the log must read over another one, as both stream at once.
  package init(_ connection: Connection, zones: any ZoneRules) {
    self.connection = connection
    self.zones = zones
  }

  package struct Outcome: Sendable {
    package var events: Int64 = 0
    package var processes = 0
    /// The position up to which the log was replayed.
    package var head: Int64 = 0
  }

  /// A projection whose kept rows differ from replayed ones.
  package struct Difference: Sendable, Equatable {
    package let projection: String
    /// Rows that are in the tables and ought not to be.
    package let surplus: Int64
    /// Rows that ought to be in the tables and are not.
    package let missing: Int64
  }

  static let lock: Int64 = 0x7061_726C_6579

  /// Replays the log; with `swap` the new tables take the place of the current ones.
  ///
  /// - Parameter progress: events replayed so far, called now and then.
  @discardableResult
  package func run(
    from log: some EventLog<Event>, swap: Bool, progress: (Int64) -> Void = { _ in }
  ) throws -> Outcome {
    try connection.query("SELECT pg_advisory_lock(\(Self.lock))")
    defer { _ = try? connection.query("SELECT pg_advisory_unlock(\(Self.lock))") }
    let outcome = try build(from: log, progress)
    if swap {
      try connection.transaction {
        try connection.script(
          """
          SET LOCAL client_min_messages = warning;
          DROP SCHEMA IF EXISTS read_old CASCADE;
          """)
        if try exists("read") { try connection.script("ALTER SCHEMA read RENAME TO read_old;") }
        try connection.script("ALTER SCHEMA read_next RENAME TO read;")
      }
      // Not together with the renaming: a reader of the old tables would hold up every other.
      try connection.script("DROP SCHEMA IF EXISTS read_old CASCADE")
      try ReadModels(connection, zones: zones).catchUp(from: log)
    }
    return outcome
  }

  /// Replays the log and compares what comes out with the current tables, which stay as they are.
  package func check(
    from log: some EventLog<Event>, progress: (Int64) -> Void = { _ in }
  ) throws -> (outcome: Outcome, differences: [Difference]) {
    try ReadModels(connection, zones: zones).catchUp(from: log)
    let outcome = try run(from: log, swap: false, progress: progress)
    defer { try? connection.script("DROP SCHEMA IF EXISTS read_next CASCADE") }
    var differences: [Difference] = []
    for projection in Projections.all {
      let name = projection.name
      let counts = try connection.query(
        """
        SELECT (SELECT count(*) FROM (TABLE read.\(identifier: name) EXCEPT ALL
                                      TABLE read_next.\(identifier: name)) surplus),
               (SELECT count(*) FROM (TABLE read_next.\(identifier: name) EXCEPT ALL
                                      TABLE read.\(identifier: name)) missing)
        """)
      guard let row = counts.first else { continue }
      let difference = Difference(projection: name, surplus: try row.get(0), missing: try row.get(1))
      if difference.surplus + difference.missing > 0 { differences.append(difference) }
    }
    return (outcome, differences)
  }

  private func exists(_ schema: String) throws -> Bool {
    try connection.query("SELECT FROM pg_namespace WHERE nspname = \(schema)").first != nil
  }

  private func build(from log: some EventLog<Event>, _ progress: (Int64) -> Void) throws -> Outcome {
    var outcome = Outcome()
    try connection.transaction {
      try connection.script(
        "SET LOCAL client_min_messages = warning; DROP SCHEMA IF EXISTS read_next CASCADE")
      try ReadModels.create(schema: "read_next", at: 0, connection)
      // An index is made faster from rows than with them.
      let keys = Projections.all.map { $0.name }
      for name in keys { try connection.script("ALTER TABLE \(name) DROP CONSTRAINT \(name)_pkey") }
      var loader = TableLoader(connection)
      var process: String?
      var entries: [Entry] = []
      func finishProcess() throws {
        guard let process else { return }
        try loader.add(process: process, ProcessState.fold(entries))
        outcome.processes += 1
        entries.removeAll(keepingCapacity: true)
      }
      outcome.head = try log.forEachByStream { stream, position, event in
        if stream != process {
          try finishProcess()
          process = stream
        }
        entries.append(Entry(position: position, event: event, zones: zones))
        outcome.events += 1
        if outcome.events & 0xFFF == 0 { progress(outcome.events) }
      }
      try finishProcess()
      try loader.finish()
      for name in keys { try connection.script("ALTER TABLE \(name) ADD PRIMARY KEY (process, n)") }
      progress(outcome.events)
      try connection.execute("UPDATE checkpoint SET position = \(outcome.head)")
    }
    return outcome
  }
}
