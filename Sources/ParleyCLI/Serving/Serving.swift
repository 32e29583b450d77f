import EventStore
import Postgres
import ReadModels
import Synchronization
import Talks

/// The shared state of the threads of `parley serve`.
final class Serving: Sendable {
  private let database: String?
  /// The highest marking shown to anybody; nil for the limit of the database role.
  let ceiling: Marking?
  let extracts = Extracts()
  let traffic = Traffic()
  /// Whether monitors may ask for numbers.
  let hasMetrics: Bool

  init(database: String?, ceiling: Marking?, hasMetrics: Bool) {
    self.database = database
    self.ceiling = ceiling
    self.hasMetrics = hasMetrics
  }

  var options: DatabaseOptions {
    var options = DatabaseOptions()
    options.database = database
    return options
  }

  /// A read-only connection with a time limit on statements.
  func connect() throws -> Connection {
    let connection = try options.reconnect()
    try connection.set([
      // The one for sessions, the other for transactions behind a pooler.
      Setting("default_transaction_read_only", "'on'"), Setting("transaction_read_only", "'on'"),
      Setting("statement_timeout", "'30s'"),
    ])
    return connection
  }

  /// The session for answering from a standpoint; a request can lower the ceiling, but not raise it.
  func session(
    on connection: Connection, _ standpoint: Standpoint, asExtract: Bool = false
  ) throws -> (Session, Standpoint) {
    var standpoint = standpoint
    let wanted = [ceiling, standpoint.ceiling].compactMap(\.self).min()
    let session = try Session(options, on: connection, upTo: wanted, asExtract: asExtract) {
      $0.limited(to: try self.extracts.extract(of: $0, upTo: $1))
    }
    standpoint.ceiling = session.ceiling
    return (session, standpoint)
  }
}

/// The extracts by ceiling, cached until the log changes.
final class Extracts: Sendable {
  private let kept = Mutex<[Marking: (visibilityTag: String, extract: Extract)]>([:])

  func extract(of log: PostgresLog, upTo ceiling: Marking) throws -> Extract {
    let visibilityTag = try log.visibilityTag()
    if let known = kept.withLock({ $0[ceiling] }), known.visibilityTag == visibilityTag {
      return known.extract
    }
    let extract = try log.extract(upTo: ceiling)
    kept.withLock { $0[ceiling] = (visibilityTag, extract) }
    return extract
  }
}
