package import EventSourcing
package import Postgres
internal import Synchronization
package import Talks

/// Replays the log into new tables beside the current ones.
///
/// The tables are built in `read_next` and put in place by renaming schemas in one short transaction: readers
/// are never blocked and never see half. An interrupted rebuild leaves only `read_next`, which the next one
/// drops. The tables that were replaced stay in `read_before`, for `rollBack`.
///
/// Processes are folded on several cores at once, each with connections of its own. All of them replay the log up to
/// the same position; as positions are dense and in commit order, nothing below it can be missing.
package struct Rebuild<Log: EventLog<Event>> {
  private let connection: Connection
  private let zones: any ZoneRules
  private let workers: Int
  private let open: @Sendable () throws -> (log: Log, tables: Connection)

  /// - Parameter workers: the number of processes folded at a time.
  /// - Parameter open: opens the log, and a connection for writing, once more; called by each worker.
  package init(
    _ connection: Connection, zones: any ZoneRules, workers: Int = 2,
    open: @escaping @Sendable () throws -> (log: Log, tables: Connection)
  ) {
    self.connection = connection
    self.zones = zones
    self.workers = workers
    self.open = open
  }

  package struct Outcome: Sendable, Equatable {
    package var events: Int64 = 0
    package var processes = 0
    /// The position up to which the log was replayed.
    package var head: Int64 = 0
  }

  /// A table with rows that differ from the replayed ones.
  package struct Difference: Sendable, Equatable {
    package let table: String
    /// Rows that are in the tables and ought not to be.
    package let surplus: Int64
    /// Rows that ought to be in the tables and are not.
    package let missing: Int64
  }

  /// Replays the log and puts the new tables in the place of the current ones.
  ///
  /// - Parameter progress: events replayed so far, called now and then.
  @discardableResult
  package func run(from log: Log, progress: (Int64) -> Void = { _ in }) throws -> Outcome {
    try exclusively {
      let outcome = try build(from: log, progress)
      let models = ReadModels(connection, zones: zones)
      try connection.transaction { try models.follow(log, in: "read_next") }
      // In a transaction of its own: with the renaming, one reader of the old tables would block all others.
      try connection.drop("read_before")
      try connection.transaction {
        try models.follow(log, in: "read_next")
        try connection.query("SELECT log.put_tables()")
      }
      return outcome
    }
  }

  /// Replays the log and compares the result with the current tables, which are not changed.
  ///
  /// Processes with appends in the meantime are left out of the comparison.
  package func check(
    from log: Log, progress: (Int64) -> Void = { _ in }
  ) throws -> (outcome: Outcome, differences: [Difference]) {
    // Before the lock, which it takes itself where there are no tables.
    try ReadModels(connection, zones: zones).catchUp(from: log)
    return try exclusively {
      let outcome = try build(from: log, progress)
      defer { try? connection.drop("read_next") }
      let differences = try connection.transaction(.readOnlySnapshot) {
        let reached: Int64 = try connection.query("SELECT position FROM read.checkpoint")[0].get(0)
        let growing = try log.streams(after: min(reached, outcome.head))
        return try self.differences(
          leavingOut: Set(growing).union(log.moves().destinations(of: growing)).sorted())
      }
      return (outcome, differences)
    }
  }

  /// Runs the body while nobody else makes tables anew.
  ///
  /// The lock is a transaction's on a connection of its own, since the body has transactions on the others.
  private func exclusively<R>(_ body: () throws -> R) throws -> R {
    let holder = try open().tables
    return try holder.transaction {
      try holder.execute(ReadModels.lock)
      return try body()
    }
  }

  private func differences(leavingOut growing: [String]) throws -> [Difference] {
    try RowTypes.all.compactMap { row in
      let rows = { (schema: String) -> SQL in
        "SELECT t::text FROM \(identifier: schema).\(identifier: row.name) t WHERE process <> ALL (\(growing))"
      }
      let counts = try connection.query(
        """
        SELECT (SELECT count(*) FROM (\(rows("read")) EXCEPT ALL \(rows("read_next"))) surplus),
               (SELECT count(*) FROM (\(rows("read_next")) EXCEPT ALL \(rows("read"))) missing)
        """)
      guard let found = counts.first else { return nil }
      let difference = Difference(
        table: row.name, surplus: try found.get(0), missing: try found.get(1))
      return difference.surplus + difference.missing > 0 ? difference : nil
    }
  }

  private func build(from log: Log, _ progress: (Int64) -> Void) throws -> Outcome {
    try connection.drop("read_next")
    try connection.transaction { try ReadModels.create(schema: "read_next", at: 0, connection) }
    let head = try log.head()
    let pieces = Mutex(Self.pieces(of: try log.sizes())[...])
    let outcome = Mutex(Outcome(head: head))
    let (open, zones) = (open, zones)
    let moves = try log.moves()
    try Workers.run(workers) {
      let (log, tables) = try open()
      // After a failure the other workers can stop.
      defer { pieces.withLock { $0 = [] } }
      try tables.transaction {
        var replay = Replay(TableLoader(tables, into: "read_next"), zones, leavingOut: moves.processes)
        while let piece = pieces.withLock({ $0.popFirst() }) {
          try log.forEachByStream(piece, through: head) { try replay.take($0, $1, $2, $3) }
          let done = try replay.finishProcess()
          outcome.withLock {
            $0.events += done.events
            $0.processes += done.processes
          }
        }
        try replay.finish()
      }
    } whileWaiting: {
      progress(outcome.withLock { $0.events })
    }
    try connection.transaction {
      // Those between which events were moved are made of several streams, of which a worker sees one at a time.
      var loader = TableLoader(connection, into: "read_next")
      for process in moves.processes.sorted() {
        try loader.awaitServer()
        let entries = try log.record(of: process, moves).filter { $0.position <= head }
        if entries.isEmpty { continue }
        try loader.add(
          process: process, ProcessState.fold(entries.map { Entry($0, zones: zones) }, in: process))
      }
      try loader.finish()
      // An index is made faster from rows than with them.
      try connection.query("SELECT log.key_tables('read_next', \(Table.declarations)::jsonb)")
      try connection.noteTables(in: "read_next", at: head)
    }
    let done = outcome.withLock { $0 }
    progress(done.events)
    return done
  }

  /// Ranges of streams, in order of name, with about equal numbers of events: the unit of work of a worker.
  static func pieces(of sizes: [(stream: String, events: Int64)]) -> [ClosedRange<String>] {
    let aim = max(1000, sizes.reduce(0) { $0 + $1.events } / 64)
    var pieces: [ClosedRange<String>] = []
    var first: String?
    var events: Int64 = 0
    for (stream, count) in sizes {
      first = first ?? stream
      events += count
      if events >= aim, let start = first {
        pieces.append(start...stream)
        (first, events) = (nil, 0)
      }
    }
    if let first, let last = sizes.last { pieces.append(first...last.stream) }
    return pieces
  }
}

/// Folds events that come process by process, and loads the rows.
private struct Replay {
  private var loader: TableLoader
  private let zones: any ZoneRules
  /// The processes that are folded elsewhere.
  private let others: Set<String>
  private var process: String?
  private var entries: [Entry] = []
  private var done: (events: Int64, processes: Int) = (0, 0)

  init(_ loader: TableLoader, _ zones: any ZoneRules, leavingOut others: Set<String>) {
    self.others = others
    self.loader = loader
    self.zones = zones
  }

  mutating func take(_ stream: String, _ position: Int64, _ id: EventID, _ event: Event) throws {
    if stream != process {
      try fold()
      process = stream
    }
    entries.append(Entry(position: position, id: id, event: event, zones: zones))
  }

  private mutating func fold() throws {
    guard let process else { return }
    if !others.contains(process) { try loader.add(process: process, ProcessState.fold(entries)) }
    done = (done.events + Int64(entries.count), done.processes + 1)
    entries.removeAll(keepingCapacity: true)
    self.process = nil
  }

  /// Ends the last process, and returns the counts since the previous call.
  mutating func finishProcess() throws -> (events: Int64, processes: Int) {
    try fold()
    defer { done = (0, 0) }
    return done
  }

  mutating func finish() throws { try loader.finish() }
}

extension ReadModels {
  /// Takes the lock of a program that makes the tables anew, until the end of the transaction; it takes the right to
  /// fill them.
  static let lock: SQL = "LOCK TABLE log.rebuilding IN SHARE ROW EXCLUSIVE MODE"

  /// Swaps the current tables with those replaced by the last rebuild; the next reader advances them.
  ///
  /// - Throws: `NothingBefore` where there are none, or another version of this program made them.
  package func rollBack() throws {
    try connection.transaction {
      try connection.execute(Self.lock)
      guard try connection.hasSchema("read_before"),
        try connection.query("SELECT FROM read_before.checkpoint WHERE version <> \(Self.version)").isEmpty
      else { throw NothingBefore() }
      try connection.drop("read_next")
      try connection.query("SELECT log.put_back_tables()")
    }
  }

  /// There are no earlier tables to go back to.
  package struct NothingBefore: Error, CustomStringConvertible {
    package let description =
      "There are no earlier tables of this version of parley to go back to; a rebuild keeps those that it replaces."
  }

  /// Drops the tables that the last rebuild replaced, and with them all that only they held.
  package func forget() throws { try connection.drop("read_before") }
}

extension Connection {
  fileprivate func drop(_ schema: String) throws { try query("SELECT log.drop_tables(\(schema))") }

  fileprivate func hasSchema(_ schema: String) throws -> Bool {
    try query("SELECT FROM pg_namespace WHERE nspname = \(schema)").first != nil
  }
}
