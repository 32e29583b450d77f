import ArgumentParser
import EventSourcing
import EventStore
import Glibc
import Postgres
import ReadModels
import Talks

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Another database than parley's own.",
      discussion: "A libpq connection string or URI; DATABASE_URL and the PG* variables do the same.",
      valueName: "conninfo"))
  var database: String?

  /// What libpq is to connect with; nil where nothing names a database, so that parley's own is meant.
  var conninfo: String? {
    if let database { return database }
    if let url = Terminal.variable("DATABASE_URL") { return url }
    let named = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"]
    return named.contains { Terminal.variable($0) != nil } ? "" : nil
  }

  static var embeddedServer: EmbeddedServer {
    get throws { try EmbeddedServer(environment: Environment.all) }
  }

  /// Connects, starting parley's own server where no database is named.
  func connect() throws -> Connection {
    let connection = try Connection(conninfo ?? Self.embeddedServer.ensureRunning(note: Terminal.note))
    try Migrations.refuseUnreleased(connection)
    return connection
  }

  /// Connects again, without starting a server that somebody may have stopped on purpose.
  func reconnect() throws -> Connection { try Connection(conninfo ?? Self.embeddedServer.conninfo()) }
}

/// The database, the log in it and the tables beside it, as a command uses them.
struct Desk {
  let connection: Connection
  let log: PostgresLog
  /// What is marked higher is not seen; nil where all of it is.
  let ceiling: Marking?
  let zones = SystemZones()
  private let seen: ReadModels.Freshness?
  private let isExtract: Bool
  private let options: DatabaseOptions

  /// Connects and sets up what is missing.
  ///
  /// - Parameter toRecord: false for commands that only read, which do not look for a newer schema.
  /// - Parameter wanted: leaves nothing in the log that is marked higher; nil for what the user may see.
  /// - Parameter asExtract: whether also what the user may not see is to leave no trace.
  init(
    _ options: DatabaseOptions, toRecord: Bool = false, upTo wanted: Marking? = nil, asExtract: Bool = false
  ) throws {
    try self.init(
      options, on: options.connect(), toRecord: toRecord, upTo: wanted, asExtract: asExtract
    ) { try $0.limited(to: $1) }
  }

  /// The same on a connection that is there already.
  ///
  /// - Parameter limit: makes a log in which there is nothing that is marked higher.
  init(
    _ options: DatabaseOptions, on connection: Connection, toRecord: Bool = false,
    upTo wanted: Marking? = nil,
    asExtract: Bool = false, limit: (PostgresLog, Marking) throws -> PostgresLog
  ) throws {
    self.options = options
    self.connection = connection
    let whole = PostgresLog(connection)
    seen = try toRecord ? nil : ReadModels(connection, zones: zones).freshness()
    if toRecord || seen == .absent { try Migrations.apply(to: connection) }
    let lowest = min(try whole.ceiling(), wanted ?? .red)
    ceiling = lowest == .red ? nil : lowest
    isExtract = wanted != nil || asExtract
    log = if isExtract, let ceiling { try limit(whole, ceiling) } else { whole }
  }

  /// Throws unless the user may see all of the log, as it takes to vouch for it.
  func requireAll() throws {
    guard let ceiling, try log.withholds() else { return }
    throw Failure(
      "This takes a user who may see all of the log; you may see what is marked up to \(ceiling.label).",
      .denied)
  }

  var readModels: ReadModels { ReadModels(connection, zones: zones) }

  /// Brings the tables up to what has been recorded; that stands, whatever becomes of the tables.
  func tidy(_ catchUp: () throws -> Void) throws {
    do { try catchUp() } catch let error as PostgresError {
      // A connection that is lost needs no word: whoever asks next catches up.
      if error.kind == .connection { return }
      Terminal.note("It is recorded, but the tables could not be brought up to the log: \(error)")
    }
  }

  /// Brings the tables up to the log; where most of a long log is new they are made anew, which is faster.
  func catchUp() throws {
    let head = try log.head()
    let reached: Int64 =
      switch try readModels.freshness() {
      case .current: head
      case .behind(let from, _): from
      case .absent: 0
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

  func answers(from standpoint: Standpoint = Standpoint()) throws -> Answers<PostgresLog> {
    var standpoint = standpoint
    // The tables are of all events; they serve whoever is withheld none.
    standpoint.ceiling = try ceiling != nil && (isExtract || log.withholds()) ? ceiling : nil
    return try Answers(connection, log: log, zones: zones, from: standpoint, today: Here.today, seen: seen)
  }
}

/// The variables of the process.
enum Environment {
  static var all: [String: String] {
    var found: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      if let split = text.firstIndex(of: "=") {
        found[String(text[..<split])] = String(text[text.index(after: split)...])
      }
      unsafe next += 1
    }
    return found
  }
}

/// The present moment, and who is at the keyboard.
enum Here {
  /// Milliseconds since 1970 UTC.
  static var now: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Today, by UTC.
  static var today: CivilDay { CivilDay(days: Int32(now / 86_400_000)) }

  /// When something was learned, in microseconds since 1970 UTC; a day counts from its beginning.
  static func known(_ text: String) throws -> Int64 {
    guard let moment = CivilDay(iso: text).map({ $0.firstSecond * 1_000_000 }) ?? RFC3339.microseconds(text)
    else {
      throw Failure(
        "“\(text)” is not a day or a moment; write it as 2020-05-01 or 2020-05-01T12:00:00Z.", .data)
    }
    if moment > now * 1000 { throw Failure("Nothing can be known in the future: “\(text)”.", .data) }
    return moment
  }

  static func newID() -> EventID {
    var random = SystemRandomNumberGenerator()
    return EventID(millisecondsSince1970: UInt64(now), random: (random.next(), random.next()))
  }

  /// Who records: `PARLEY_BY`, or the name of the account.
  static var author: String {
    if let name = Terminal.variable("PARLEY_BY") ?? Terminal.variable("USER") { return name }
    guard let entry = unsafe getpwuid(geteuid()) else { return "unknown" }
    return unsafe String(cString: entry.pointee.pw_name)
  }
}
