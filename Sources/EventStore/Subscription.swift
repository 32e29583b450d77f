package import EventSourcing
import Glibc
package import Postgres
package import Talks

/// A subscription to the log from a position: every event exactly once and in order, across reconnections.
///
/// Positions are dense and in commit order, so the last position delivered says where to go on. The hash there says
/// whether it is still the same log, since a failover may lead to a shorter one.
package struct Subscription {
  /// The position of the last event that was given.
  package private(set) var position: Int64
  private let name: String?
  private let connect: () throws -> Connection
  private var connection: Connection?
  /// What was given, and some of what lies before it; nil before the first connection.
  private var trail: Trail?
  /// The channel on which appends are announced; nil where there is none for this role.
  private var channel: String?
  private var isListening = false

  /// The number of events read at a time.
  private static let batch: Int64 = 500
  /// How often to look where nothing is announced, in milliseconds.
  private static let pause = 250

  /// Another follower of the same name is running.
  package struct NameTaken: Error {}

  /// The log does not hold what it held after a position, such as after a failover to a standby that lacked it; what
  /// it holds there now is given next.
  package struct WentBack: Error, CustomStringConvertible {
    package let position: Int64

    package var description: String {
      "The log no longer holds what it held after event \(position); going back to event \(position)."
    }
  }

  /// The place of a named follower cannot be kept on this connection.
  package enum Unkeepable: Error, CustomStringConvertible {
    /// The server is a standby.
    case standby
    /// A pooler shares the session, which holds the name, with others.
    case pooler

    package var description: String {
      switch self {
      case .standby:
        "How far it came cannot be kept on a standby; name the primary server, or leave out --name."
      case .pooler:
        "How far it came cannot be kept through a pooler such as PgBouncer; connect to the server itself, or leave out --name."
      }
    }
  }

  /// - Parameter position: delivery starts after it; a name already in use resumes from its saved position.
  /// - Parameter name: the key under which the database saves the position; nil to save it in memory only.
  package init(after position: Int64, name: String?, connect: @escaping () throws -> Connection) {
    self.position = position
    self.name = name
    self.connect = connect
  }

  /// The next events, waiting for the first one; an empty list after the timeout or, where appends are not announced,
  /// as on a standby, a shorter time.
  ///
  /// - Throws: `WentBack`, after which the next call goes on; a `PostgresError` of kind `connection` where the server
  ///   has gone, after which the next call connects anew; `NameTaken` or `Unkeepable` for a name.
  package mutating func next(timeoutMilliseconds: Int) throws -> [RecordedEvent<Event>] {
    do {
      let connection = try connected()
      // Listen before reading: an event committed in between causes a wake-up.
      try listen(connection)
      var events = try read(connection)
      if events.isEmpty {
        try wait(connection, timeoutMilliseconds)
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
    if let name {
      let reached = try subscribe(name, fresh)
      // After a reconnection, events delivered since the last saved position count as well.
      position = trail == nil ? reached : max(position, reached)
    }
    channel = try fresh.query("SELECT log.channel()")[0].get(0)
    isListening = false
    connection = fresh
    return fresh
  }

  private func subscribe(_ name: String, _ connection: Connection) throws -> Int64 {
    if try connection.isPooled { throw Unkeepable.pooler }
    do {
      let reached = try connection.query("SELECT log.subscribe(\(name), \(position))")[0].get(
        0, as: Int64?.self)
      guard let reached else { throw NameTaken() }
      return reached
    } catch let error as PostgresError where error.code == .readOnlyTransaction {
      throw Unkeepable.standby
    }
  }

  /// Asks for announcements where there are any: a standby has none, until it is promoted, and what a pooler listens
  /// for it does not pass on.
  private mutating func listen(_ connection: Connection) throws {
    guard let channel, !isListening, connection.parameterStatus("in_hot_standby") != "on",
      try !connection.isPooled
    else { return }
    try connection.listen(channel)
    isListening = true
  }

  private func wait(_ connection: Connection, _ milliseconds: Int) throws {
    if isListening {
      _ = try connection.waitForNotification(timeoutMilliseconds: milliseconds)
    } else {
      usleep(UInt32(min(milliseconds, Self.pause)) * 1000)
    }
  }

  private mutating func read(_ connection: Connection) throws -> [RecordedEvent<Event>] {
    let log = try PostgresLog(asSeenBy: connection)
    var trail = try self.trail ?? log.trail(to: position)
    defer { self.trail = trail }
    // A log that ends before the position has no event there.
    let found = position == trail.position ? try log.continuation(of: trail, limit: Self.batch) : nil
    guard let found else {
      position = try log.lastCommon(trail)
      trail.goBack(to: position)
      throw WentBack(position: position)
    }
    for (event, chain) in zip(found.events, found.chains) { trail.add(event.position, chain) }
    position = trail.position
    return found.events
  }
}

extension PostgresLog {
  /// The trail of a follower that begins after a position.
  fileprivate func trail(to position: Int64) throws -> Trail {
    var trail = Trail()
    let rows = try connection.query(
      """
      SELECT position, chain FROM \(relation)
      WHERE position <= \(position) ORDER BY position DESC LIMIT \(Int64(Trail.recent))
      """)
    for row in rows.reversed() { trail.add(try row.get(0), try row.get(1)) }
    return trail
  }

  /// The events after the last of a trail, which will last, with their chains; nil where that one is not in this log.
  fileprivate func continuation(
    of trail: Trail, limit: Int64
  ) throws -> (events: [RecordedEvent<Event>], chains: [[UInt8]])? {
    let last = trail.position
    // In one transaction: behind a pooler another server may serve the next one.
    let results = try connection.pipeline([
      """
      SELECT count(*) FROM \(relation) WHERE position = \(last) AND chain = \(trail.chains.last ?? [])
      """,
      """
      SELECT position, stream, version, id, known, recorded, by, login, type, body, chain FROM \(relation)
      WHERE position > \(last) AND body IS NOT NULL ORDER BY position LIMIT \(limit)
      """,
      "SELECT log.settle() WHERE EXISTS (SELECT FROM \(relation) WHERE position > \(last))",
    ])
    guard try last == 0 || results[0][0].get(0, as: Int64.self) == 1 else { return nil }
    return (try events(in: results[1]), try results[1].map { try $0.get(10) })
  }

  /// The last position of a trail at which this log has the same hash; 0 where there is none.
  fileprivate func lastCommon(_ trail: Trail) throws -> Int64 {
    try connection.query(
      """
      SELECT coalesce(max(position), 0)
      FROM unnest(\(trail.positions), \(trail.chains)) passed (position, chain)
        JOIN \(relation) USING (position, chain)
      """)[0].get(0)
  }
}
