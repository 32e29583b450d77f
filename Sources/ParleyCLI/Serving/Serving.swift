import EventStore
import Postgres
import ReadModels
import Synchronization
import Talks

/// What all threads of `parley serve` work with.
final class Serving: Sendable {
  private let database: String?
  /// What is marked higher is shown to nobody; nil for what the database role may see.
  let ceiling: Marking?
  let extracts = Extracts()

  init(database: String?, ceiling: Marking?) {
    self.database = database
    self.ceiling = ceiling
  }

  var options: DatabaseOptions {
    var options = DatabaseOptions()
    options.database = database
    return options
  }

  /// A connection on which nothing can be written, and nothing takes long.
  func connect() throws -> Connection {
    let connection = try options.reconnect()
    try connection.execute("SET default_transaction_read_only = on")
    try connection.setStatementTimeout(milliseconds: 30_000)
    return connection
  }

  /// The desk from which a standpoint is answered; a request can lower the ceiling, and never raise it.
  func desk(
    on connection: Connection, _ standpoint: Standpoint, asExtract: Bool = false
  ) throws -> (Desk, Standpoint) {
    var standpoint = standpoint
    let wanted = [ceiling, standpoint.ceiling].compactMap(\.self).min()
    let desk = try Desk(options, on: connection, upTo: wanted, asExtract: asExtract) {
      $0.limited(to: try self.extracts.extract(of: $0, upTo: $1))
    }
    standpoint.ceiling = desk.ceiling
    return (desk, standpoint)
  }
}

/// What may be told up to each ceiling, kept until the log changes.
final class Extracts: Sendable {
  private let kept = Mutex<[Marking: (edition: String, extract: Extract)]>([:])

  func extract(of log: PostgresLog, upTo ceiling: Marking) throws -> Extract {
    let edition = try log.edition()
    if let known = kept.withLock({ $0[ceiling] }), known.edition == edition { return known.extract }
    let extract = try log.extract(upTo: ceiling)
    kept.withLock { $0[ceiling] = (edition, extract) }
    return extract
  }
}
