import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Postgres
import ReadModels
import System
import Talks

/// The option for the database of a command.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Another database than parley's own.",
      discussion: "A libpq connection string or URI; DATABASE_URL and the PG* variables do the same.",
      valueName: "conninfo"))
  var database: String?

  /// The libpq connection string; nil where no database is named, which selects parley's own.
  var conninfo: String? {
    if let database { return database }
    if let url = Environment["DATABASE_URL"] { return url }
    let named = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"]
    return named.contains { Environment[$0] != nil } ? "" : nil
  }

  static var embeddedServer: EmbeddedServer {
    get throws { try EmbeddedServer(environment: Environment.all) }
  }

  /// Connects, starting parley's own server where no database is named.
  func connect(as capacity: Capacity = .reader) throws -> Connection {
    let connection = try Connection(conninfo ?? Self.embeddedServer.ensureRunning(note: Terminal.note))
    try connection.takeOn(capacity)
    try Migrations.refuseUnreleased(connection)
    return connection
  }

  /// Connects again to read, without starting a server that may have been stopped on purpose.
  func reconnect() throws -> Connection {
    let connection = try Connection(conninfo ?? Self.embeddedServer.rejoin(note: Terminal.note))
    try connection.takeOn(.reader)
    return connection
  }
}

/// What a command does with the database.
enum Purpose {
  /// Answers; it does not look for a newer schema.
  case ask
  /// Copies all that the log holds, also what its owner alone may read; it does not look for a newer schema.
  case backUp
  /// Goes over the log, whose schema has to be that of this program.
  case examine
  case record
  /// Changes what the owner of the log alone may change.
  case own
  case setUp

  var capacity: Capacity {
    switch self {
    case .ask, .examine: .reader
    case .backUp: .keeper
    case .record: .writer
    case .own: .owner
    case .setUp: .user
    }
  }

  /// Whether it takes the schema as it is.
  var leavesSchema: Bool { self == .ask || self == .backUp }
}

/// The database with its log and read models, for the duration of a command.
struct Session {
  let connection: Connection
  let log: PostgresLog
  /// The highest marking seen; nil where everything is.
  let ceiling: Marking?
  let zones = SystemZones()
  /// The freshness of the tables as the command found them; nil where it records, and so changes it.
  private let seen: ReadModels.Freshness?
  /// What tables of another history show of the log, in a sentence; nil where they are of its own.
  let divergence: String?
  private let isExtract: Bool
  private let options: DatabaseOptions

  /// Connects, sets up missing schemas, and says on standard error where the server is a standby.
  ///
  /// - Parameter wanted: limits the log to a marking; nil for the user's own limit.
  /// - Parameter asExtract: whether to leave no trace of events above the user's own limit either.
  init(
    _ options: DatabaseOptions, to purpose: Purpose = .ask, upTo wanted: Marking? = nil,
    asExtract: Bool = false
  ) throws {
    let connection = try options.connect(as: purpose.capacity)
    if let standing = try Standing(of: connection) { Terminal.note(standing.description) }
    try self.init(options, on: connection, to: purpose, upTo: wanted, asExtract: asExtract) {
      try $0.limited(to: $1)
    }
    if let divergence { Terminal.note("\(divergence) Answers go by the log.") }
  }

  /// Creates a session on an existing connection.
  ///
  /// - Parameter limit: makes a log without events above a marking.
  init(
    _ options: DatabaseOptions, on connection: Connection, to purpose: Purpose = .ask,
    upTo wanted: Marking? = nil,
    asExtract: Bool = false, limit: (PostgresLog, Marking) throws -> PostgresLog
  ) throws {
    self.options = options
    self.connection = connection
    if !purpose.leavesSchema { try Migrations.apply(to: connection) }
    var whole = try Self.log(connection)
    let found = try whole.isLimited ? nil : ReadModels(connection, zones: zones).freshness()
    (seen, divergence) = (purpose.leavesSchema ? found : nil, found?.divergence)
    if purpose.leavesSchema, found == .absent {
      try Migrations.apply(to: connection)
      whole = try Self.log(connection)
    }
    let lowest = min(try whole.ceiling(), wanted ?? .red)
    ceiling = lowest == .red ? nil : lowest
    isExtract = wanted != nil || asExtract
    log = if isExtract, let ceiling { try limit(whole, ceiling) } else { whole }
  }

  /// The log as the user may see it; the whole log where there is none yet.
  private static func log(_ connection: Connection) throws -> PostgresLog {
    do { return try PostgresLog(asSeenBy: connection) } catch let error as PostgresError
      where error.code == .undefinedSchema
    { return PostgresLog(connection) }
  }

  /// Throws unless the user may see all of the log, as it takes to vouch for it.
  ///
  /// - Parameter ever: whether the user has to be one who may see whatever is recorded.
  func requireAll(ever: Bool = false) throws {
    guard let ceiling, ever || log.isLimited || log.extract != nil else { return }
    throw Failure(
      "This takes a user who may see all of the log; you may see what is marked up to \(ceiling.label).",
      .denied)
  }

  var readModels: ReadModels { ReadModels(connection, zones: zones) }

  /// Advances the tables after recording; a failure is noted, since the events are recorded all the same.
  func refreshTables(_ catchUp: () throws -> Void) throws {
    do { try catchUp() } catch let error as PostgresError {
      // A lost connection needs no note: the next reader advances the tables.
      if error.kind == .connection { return }
      Terminal.note("It is recorded, but the tables could not be brought up to the log: \(error)")
    }
  }

  /// Advances the tables; where most of a long log is new they are rebuilt, which is faster.
  func catchUp() throws {
    let head = try log.head()
    let reached: Int64 =
      switch try readModels.freshness() {
      case .current: head
      case .behind(let from, _): from
      case .absent, .diverged: 0
      }
    if head - reached > max(reached, 10_000) { try rebuild.run(from: log) }
    try readModels.catchUp(from: log)
  }

  var rebuild: Rebuild<PostgresLog> {
    let conninfo = options.database
    return Rebuild(connection, zones: zones) {
      var options = DatabaseOptions()
      options.database = conninfo
      return (PostgresLog(try options.connect()), try options.connect())
    }
  }

  /// The slug that a process goes by now; a note tells of another one than was typed.
  func followed(_ process: String) throws -> String {
    noted(process, try currentName(of: process))
  }

  /// The slug that a process goes by now.
  func currentName(of process: String) throws -> String {
    try log.currentName(of: process, log.moves(), zones: zones)
  }

  /// The streams of some processes, under the slugs that they have and had.
  func streams(of processes: [String]) throws -> [String] {
    if processes.isEmpty { return [] }
    let moves = try log.moves()
    return try processes.flatMap { process in
      let name = try log.currentName(of: process, moves, zones: zones)
      return try log.streams(of: noted(process, name), moves, zones: zones)
    }
  }

  /// A reader of rows from a standpoint.
  func reader(from standpoint: Standpoint = Standpoint()) throws -> RecordReader {
    // The tables hold all events, so that they serve only who may see all.
    try RecordReader(
      connection, log: log, zones: zones, from: standpoint, today: CivilDay.today,
      isWithheld: log.isLimited || ceiling != nil && isExtract, seen: seen)
  }
}

extension RecordReader {
  /// The slug that a process goes by from the standpoint; a note tells of another one than was typed.
  mutating func followed(_ process: String) throws -> String {
    noted(process, try currentName(of: process))
  }
}

/// The slug that a process goes by, after a note where another was typed.
private func noted(_ typed: String, _ current: String) -> String {
  if typed != current { Terminal.note("“\(typed)” is called “\(current)” now.") }
  return current
}
