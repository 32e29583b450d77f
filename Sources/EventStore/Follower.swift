package import EventSourcing
package import Postgres
package import Talks

/// Follows the log from a position on: nothing is missed, repeated or given out of order, whatever becomes of the
/// connection.
///
/// Positions are dense and in commit order, so that the last one given is all that has to be remembered.
package struct Follower {
  /// The position of the last event that was given.
  package private(set) var position: Int64
  private let name: String?
  private let connect: () throws -> Connection
  private var connection: Connection?
  private var hasStarted = false

  /// How many events are read at a time.
  private static let batch: Int64 = 500

  /// Another follower of the same name is running.
  package struct NameTaken: Error {}

  /// - Parameter position: where to begin: after the event at it; a name that is known goes on where it was.
  /// - Parameter name: under which to keep the position in the database; nil to keep it here alone.
  package init(after position: Int64, name: String?, connect: @escaping () throws -> Connection) {
    self.position = position
    self.name = name
    self.connect = connect
  }

  /// The events that have come since, once there are some; an empty list when none came in time.
  ///
  /// - Throws: a `PostgresError` of kind `connection` where the server has gone; the next call connects anew.
  package mutating func next(timeoutMilliseconds: Int) throws -> [RecordedEvent<Event>] {
    do {
      let connection = try connected()
      var events = try read(connection)
      if events.isEmpty {
        _ = try connection.waitForNotification(timeoutMilliseconds: timeoutMilliseconds)
        events = try read(connection)
      }
      return events
    } catch let error as PostgresError {
      if connection?.isUsable != true { connection = nil }
      throw error
    }
  }

  /// Notes that the events up to the last one given have been dealt with.
  package mutating func advance() throws {
    guard let name else { return }
    try connected().execute("SELECT log.advance(\(name), \(position))")
  }

  private mutating func connected() throws -> Connection {
    if let connection { return connection }
    let fresh = try connect()
    // First listen, then read: what comes in between wakes us.
    try fresh.listen("parley_log")
    if let name {
      let reached = try fresh.query("SELECT log.subscribe(\(name), \(position))").first?.get(
        0, as: Int64?.self)
      guard let reached = reached ?? nil else { throw NameTaken() }
      // After a reconnection, what was given since the last advance counts as well.
      position = hasStarted ? max(position, reached) : reached
    }
    hasStarted = true
    connection = fresh
    return fresh
  }

  private mutating func read(_ connection: Connection) throws -> [RecordedEvent<Event>] {
    var wanted = Selection()
    wanted.after = position
    wanted.limit = Self.batch
    var events: [RecordedEvent<Event>] = []
    try PostgresLog(connection).forEachBatch(of: wanted) { events += $0 }
    position = events.last?.position ?? position
    return events
  }
}
