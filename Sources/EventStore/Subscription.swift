package import EventSourcing
package import Postgres
package import Talks

/// A subscription to the log from a position: every event exactly once and in order, across reconnections.
///
/// Positions are dense and in commit order, so the last position delivered is the only state.
package struct Subscription {
  /// The position of the last event that was given.
  package private(set) var position: Int64
  private let name: String?
  private let connect: () throws -> Connection
  private var connection: Connection?
  private var hasStarted = false

  /// The number of events read at a time.
  private static let batch: Int64 = 500

  /// Another follower of the same name is running.
  package struct NameTaken: Error {}

  /// - Parameter position: delivery starts after it; a name already in use resumes from its saved position.
  /// - Parameter name: the key under which the database saves the position; nil to save it in memory only.
  package init(after position: Int64, name: String?, connect: @escaping () throws -> Connection) {
    self.position = position
    self.name = name
    self.connect = connect
  }

  /// The next events, waiting for the first one; an empty list after the timeout.
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

  /// Saves the position of the last event delivered as processed.
  package mutating func advance() throws {
    guard let name else { return }
    try connected().execute("SELECT log.advance(\(name), \(position))")
  }

  private mutating func connected() throws -> Connection {
    if let connection { return connection }
    let fresh = try connect()
    // Listen before reading: an event committed in between causes a wake-up. A role with a ceiling only polls.
    if let channel = try fresh.query("SELECT log.channel()")[0].get(0, as: String?.self) {
      try fresh.listen(channel)
    }
    if let name {
      let reached = try fresh.query("SELECT log.subscribe(\(name), \(position))").first?.get(
        0, as: Int64?.self)
      guard let reached = reached ?? nil else { throw NameTaken() }
      // After a reconnection, events delivered since the last saved position count as well.
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
    try PostgresLog(asSeenBy: connection).forEachBatch(of: wanted) { events += $0 }
    position = events.last?.position ?? position
    return events
  }
}
