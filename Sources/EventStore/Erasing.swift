package import EventSourcing
import Glibc
import Postgres
package import Talks

extension PostgresLog {
  /// The event with the given position, id or end of an id; nil where there is none.
  package func event(_ reference: EventReference) throws -> RecordedEvent<Event>? {
    switch reference {
    case .position(let position): try events(at: [position]).first
    case .ending(let ending): try events(ending: ending).first
    case .id(let id) where extract != nil: extract?.events.first { $0.id == id }
    case .id(let id):
      try events(
        at: connection.query("SELECT position FROM \(relation) WHERE id = \(UUIDBytes(id))").map {
          try $0.get(0)
        }
      ).first
    }
  }

  /// The record of the erasure of an event; nil where it was not erased, or not all of the log may be seen.
  private func erasure(of reference: EventReference) throws -> RecordedEvent<Event>? {
    if isLimited || extract != nil { return nil }
    let isAsked: SQL =
      switch reference {
      case .position(let position): "position = \(position)"
      case .id(let id): "id = \(UUIDBytes(id))"
      case .ending(let digits):
        "right(replace(id::text, '-', ''), \(Int32(digits.utf8.count))) = \(digits.lowercased())"
      }
    return try events(
      at: connection.query(
        """
        SELECT position FROM \(relation)
        WHERE type = \(EventErased.name) AND body::json ->> 'erased' IN
          (SELECT id::text FROM \(relation) WHERE body IS NULL AND \(isAsked))
        ORDER BY position DESC LIMIT 1
        """
      ).map { try $0.get(0) }
    ).first
  }

  /// The events whose ids end in some hexadecimal digits, in the order of the log; at most a few.
  private func events(ending digits: String) throws -> [RecordedEvent<Event>] {
    let digits = digits.lowercased()
    if let extract { return extract.events.filter { $0.id.ending(digits.count).hasSuffix(digits) } }
    return try events(
      at: connection.query(
        """
        SELECT position FROM \(relation) WHERE right(replace(id::text, '-', ''), \(Int32(digits.utf8.count))) = \(digits)
        ORDER BY position LIMIT 9
        """
      ).map { try $0.get(0) })
  }

  /// Erases the body of an event for good, records the erasure, and returns the position of that record.
  ///
  /// The next reader updates the read models; earlier versions of them show the body until they are dropped, and the
  /// server keeps it in its files until `purge`.
  ///
  /// - Parameter record: an `EventErased` that names the event.
  /// - Throws: a `PostgresError` with the code `PY005` or `PY022` where it cannot be erased.
  package func erase(_ event: RecordedEvent<Event>, record: NewEvent<Event>) throws -> Int64 {
    try connection.query(
      """
      SELECT log.erase(\(UUIDBytes(event.id)), (\(event.stream), \(UUIDBytes(record.id)),
        \(record.body.type.name), \(String(decoding: EventCodec.encode(record.body), as: UTF8.self)), NULL,
        \(record.by))::log.new_event)
      """)[0].get(0)
  }

  /// Removes what was erased from the server's files, once nothing may see it any more.
  ///
  /// - Returns: what still may when patience is at its end, so that it stays there; empty where it is gone.
  package func purge(atMost patience: Duration) throws -> [Holder] {
    let holders = try holders(atMost: patience)
    if holders.isEmpty { try connection.query("SELECT log.purge()") }
    return holders
  }

  /// Waits until nothing may see any more what was there before now; gives what still may when patience is at its end.
  package func holders(atMost patience: Duration) throws -> [Holder] {
    // A pooler's connections could not be told from those of others.
    try connection.requireSession()
    let now: String = try connection.query("SELECT pg_current_xact_id()::text")[0].get(0)
    let end = ContinuousClock.now + patience
    while true {
      let holders = try connection.query(
        "SELECT kind, name, since FROM log.holders(\(now)::text::xid8)"
      ).map { row in
        Holder(
          kind: Holder.Kind(rawValue: try row.get(0)) ?? .session, name: try row.get(1),
          since: try row.get(2, as: Timestamp?.self)?.microseconds)
      }
      if holders.isEmpty || ContinuousClock.now >= end { return holders }
      usleep(50_000)
    }
  }

  /// What may still hold what was erased, besides the database itself.
  package func remains() throws -> Remains {
    let server = try connection.query(
      """
      SELECT pg_walfile_name(pg_current_wal_lsn()), clock_timestamp(), current_setting('archive_mode') <> 'off',
        current_setting('log_statement') IN ('mod', 'all') OR EXISTS (
          SELECT FROM pg_settings WHERE name = 'log_min_duration_statement' AND setting::integer >= 0),
        ARRAY(SELECT slot_name::text FROM pg_replication_slots ORDER BY 1),
        ARRAY(SELECT DISTINCT application_name FROM pg_stat_replication ORDER BY 1)
      """)[0]
    return Remains(
      segment: try server.get(0), moment: try server.get(1, as: Timestamp.self).microseconds,
      isArchived: try server.get(2), isLogged: try server.get(3), slots: try server.get(4),
      standbys: try server.get(5))
  }
}

/// Something that may still see what was removed, so that PostgreSQL keeps it in its files.
package struct Holder: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// A transaction or a query under way.
    case session
    /// A query on a standby that reports it.
    case standby
    /// A transaction that was prepared and not yet committed.
    case prepared
    /// A replication slot.
    case slot
  }

  package let kind: Kind
  /// Of a session its user, process, program and address.
  package let name: String
  /// When it began, in microseconds since 1970 UTC; nil where that is not known.
  package let since: Int64?
}

/// What may hold the content of an erased event outside the tables of the database.
package struct Remains: Sendable, Equatable {
  /// The last segment of the write-ahead log in which it may be.
  package let segment: String
  /// When that was the current one, in microseconds since 1970 UTC.
  package let moment: Int64
  /// Whether segments are archived.
  package let isArchived: Bool
  /// Whether the server writes statements with their values into its own log.
  package let isLogged: Bool
  /// The replication slots for which older segments are kept.
  package let slots: [String]
  /// The standbys and other receivers of the write-ahead log that are connected.
  package let standbys: [String]
}

/// A reference to an event on the command line.
package enum EventReference: Sendable {
  case position(Int64)
  case id(EventID)
  /// The last digits of an id.
  case ending(String)

  /// Reads a position, an id or the end of one; nil for anything else.
  package init?(_ text: String) {
    if let position = Int64(text), position > 0 {
      self = .position(position)
    } else if let id = EventID(text) {
      self = .id(id)
    } else if EventID.isShortName(text) {
      self = .ending(text)
    } else {
      return nil
    }
  }
}

extension PostgresLog {
  /// The event with a position, an id, or a short name.
  ///
  /// - Throws: `NoSuchEvent`, or an error of the database.
  package func event(named text: String) throws -> RecordedEvent<Event> {
    guard let reference = EventReference(text) else { throw NoSuchEvent.malformed(text) }
    if case .ending(let ending) = reference {
      let found = try events(ending: ending)
      if found.count > 1 { throw NoSuchEvent.ambiguous(text, found.map(\.id)) }
    }
    if let event = try event(reference) { return event }
    if let erasure = try erasure(of: reference) { throw NoSuchEvent.erased(text, by: erasure) }
    throw NoSuchEvent.unrecorded(text, last: try head())
  }
}

/// An event was asked for that there is not.
package enum NoSuchEvent: Error, CustomStringConvertible {
  /// It is neither a position nor an id, nor the end of one.
  case malformed(String)
  /// The ids of several events end so.
  case ambiguous(String, [EventID])
  case unrecorded(String, last: Int64)
  /// It was not known at the time that is asked about.
  case unknown(String)
  case erased(String, by: RecordedEvent<Event>)

  package var description: String {
    switch self {
    case .malformed(let text):
      "“\(text)” is no event; give its position in the log, its id or the last \(EventID.shortestName) or more digits of that."
    case .ambiguous(let text, let ids):
      "Several events end in \(text): \(ids.map(\.description).joined(separator: ", ")); give more of the id."
    case .unrecorded(let text, let last):
      "There is no event \(text); the last one is event \(last), and “parley events” lists them."
    case .unknown(let text): "Nothing was known of event \(text) then; ask for a later time."
    case .erased(let text, let erasure):
      "Event \(text) was erased\(erasure.body.on.map { " on \($0.inWords)" } ?? "") by \(erasure.by), as event \(erasure.position) says: \((erasure.body.detail as? any Editorial)?.reason ?? "")"
    }
  }
}
