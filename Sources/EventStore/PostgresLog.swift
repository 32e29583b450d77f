package import EventSourcing
package import Postgres
import System
package import Talks

/// The log in PostgreSQL: `schema/log` holds its tables and its one `append` function.
///
/// Readers skip erased events; an unreadable one is returned as an `UnreadableEvent`.
package struct PostgresLog: EventLog {
  package let connection: Connection
  /// The extract read instead of the log under a ceiling; see `limited(to:)`.
  package internal(set) var extract: Extract?

  /// The table in which events are read: the log, or the extract of the role's ceiling.
  let relation: SQL
  /// Whether the role has an extract instead of the log, since that holds events above its ceiling.
  package let isLimited: Bool

  /// The whole log, for a role that may see all of it.
  package init(_ connection: Connection) { self.init(connection, reading: "event") }

  private init(_ connection: Connection, reading table: String) {
    self.connection = connection
    relation = "log.\(identifier: table)"
    isLimited = table != "event"
  }

  /// What the connected role may see of the log.
  package init(asSeenBy connection: Connection) throws {
    if connection.parameterStatus("is_superuser") == "on" {
      self.init(connection)
    } else {
      let name: String? = try connection.query("SELECT log.relation()")[0].get(0)
      // Without any right the log itself is asked, and refuses.
      self.init(connection, reading: name ?? "event")
    }
  }

  package func head() throws -> Int64 {
    if let extract { return Int64(extract.told.count) }
    if isLimited {
      return try connection.query("SELECT coalesce(max(position), 0) FROM \(relation)")[0].get(0)
    }
    // Without its head row the log ends with its last event.
    return try connection.query(
      "SELECT coalesce((SELECT position FROM log.head), (SELECT max(position) FROM log.event), 0)")[0].get(0)
  }

  package func importKey() throws -> [UInt8] { try connection.query("SELECT log.import_key()")[0].get(0) }

  package func append(_ appends: [Append<Event>]) throws -> [Receipt] {
    try repeatingEarlierForms(appends) { recorded in
      let call = Call(appends, recorded: recorded)
      do {
        // One round trip; where others append too, the flush serves them all.
        return try Self.receipts(
          connection.pipeline([
            "BEGIN", call.sql, "COMMIT", "BEGIN", "SELECT log.flush()", "COMMIT", "BEGIN",
            "SELECT log.wake()",
            "COMMIT",
          ])[1])
      } catch let error as PostgresError {
        throw AppendRefusal(error, call.first) ?? error
      }
    }
  }

  /// Runs an append and, if an id is in the log with other content, retries it with the recorded body,
  /// provided that body has the same meaning in an earlier version of its form.
  ///
  /// - Parameter attempt: takes the bodies to append instead of those in the current form.
  private func repeatingEarlierForms(
    _ appends: [Append<Event>], _ attempt: ([EventID: String]) throws -> [Receipt]
  ) throws -> [Receipt] {
    do { return try attempt([:]) } catch let refusal as AppendRefusal {
      guard case .idReused = refusal else { throw refusal }
      let recorded = try earlierForms(of: appends.flatMap(\.events))
      if recorded.isEmpty { throw refusal }
      return try attempt(recorded)
    }
  }

  /// The recorded bodies of some events that are in the log with equal content and other bytes.
  private func earlierForms(of events: [NewEvent<Event>]) throws -> [EventID: String] {
    let wanted = Dictionary(events.map { ($0.id, $0.body) }) { first, _ in first }
    var codec = EventCodec()
    var found: [EventID: String] = [:]
    let ids = wanted.keys.map(UUIDBytes.init)
    let rows = try connection.query(
      "SELECT id, type, body FROM \(relation) WHERE id = ANY (\(ids)) AND body IS NOT NULL")
    for row in rows {
      let (id, body) = (EventID(try row.get(0, as: UUIDBytes.self)), try row.get(2, as: String.self))
      guard let event = wanted[id], codec.event(type: try row.get(1), body: body.utf8) == event,
        Array(body.utf8) != EventCodec.encode(event)
      else { continue }
      found[id] = body
    }
    return found
  }

  package func prepareAppend(_ appends: [Append<Event>]) throws -> PreparedAppend {
    let call = Call(appends, recorded: [:])
    return PreparedAppend {
      let started = try connection.start(call.sql)
      return { try finish(started, call, appends) }
    }
  }

  /// Waits for the end of an append that was started.
  private func finish(_ started: Started, _ call: Call, _ appends: [Append<Event>]) throws -> [Receipt] {
    let receipts = try repeatingEarlierForms(appends) { recorded in
      do {
        if recorded.isEmpty { return try Self.receipts(started.finish()) }
        return try Self.receipts(connection.query(Call(appends, recorded: recorded).sql))
      } catch let error as PostgresError {
        throw AppendRefusal(error, call.first) ?? error
      }
    }
    try connection.query("SELECT log.flush()")
    return receipts
  }

  private static func receipts(_ rows: ResultRows) throws -> [Receipt] {
    try rows.map { Receipt(position: try $0.get(0), version: try $0.get(1), isNew: try $0.get(2)) }
  }

  /// A call of the append function, to be acknowledged after log.flush().
  private struct Call {
    let sql: SQL
    let first: EventID?

    /// - Parameter recorded: bodies to append instead of those in the current form.
    init(_ appends: [Append<Event>], recorded: [EventID: String]) {
      let conditions = appends.filter { $0.expected != .any }
      let versions = conditions.map { append -> Int64? in
        switch append.expected {
        case .any: nil
        case .none: 0
        case .exists: -1
        case .exactly(let version): version
        }
      }
      let events = appends.flatMap { append in append.events.map { (append.stream, $0) } }
      let bodies = events.map { event in
        recorded[event.1.id] ?? String(decoding: EventCodec.encode(event.1.body), as: UTF8.self)
      }
      first = events.first?.1.id
      sql = """
        SELECT event_position, event_version, is_new FROM log.append(
            ARRAY(SELECT (stream, version)::log.expectation
                  FROM unnest(\(conditions.map(\.stream)), \(versions)) x (stream, version)),
            ARRAY(SELECT (stream, id, type, body, known, by)::log.new_event
                  FROM unnest(\(events.map(\.0)), \(events.map { UUIDBytes($0.1.id) }),
                              \(events.map { $0.1.body.type.name }),
                              \(bodies),
                              \(events.map { $0.1.known.map(Timestamp.init(microseconds:)) }),
                              \(events.map(\.1.by)))
                       WITH ORDINALITY n (stream, id, type, body, known, by, place)
                  ORDER BY place),
            deferred => true, clock => \(Timestamp(microseconds: WallClock.microseconds)))
        """
    }
  }

  package func events(of stream: String) throws -> [RecordedEvent<Event>] {
    try events(of: stream, where: "true")
  }

  package func events(of stream: String, after version: Int64) throws -> [RecordedEvent<Event>] {
    // An extract is at hand as a whole.
    try events(of: stream, where: "version > \(version)").filter { $0.version > version }
  }

  package func events(of stream: String, types: [String]) throws -> [RecordedEvent<Event>] {
    try events(of: stream, where: "type = ANY (\(types))")
  }

  private func events(of stream: String, where condition: SQL) throws -> [RecordedEvent<Event>] {
    if let extract { return extract.events(of: stream) }
    return try events(
      in: connection.query(
        """
        SELECT position, stream, version, id, known, recorded, by, login, type, body FROM \(relation)
        WHERE stream = \(stream) AND \(condition) AND body IS NOT NULL ORDER BY version
        """))
  }

  func events(in rows: ResultRows) throws -> [RecordedEvent<Event>] {
    var codec = EventCodec()
    return try rows.map { row in
      let event = try unsafe row.withBytes(9) { body in try unsafe codec.event(type: row.get(8), body: body)
      }
      return RecordedEvent(
        position: try row.get(0), stream: try row.get(1), version: try row.get(2),
        id: EventID(try row.get(3, as: UUIDBytes.self)),
        known: try row.get(4, as: Timestamp.self).microseconds,
        recorded: try row.get(5, as: Timestamp.self).microseconds, by: try row.get(6),
        login: try row.get(7), body: event)
    }
  }

  /// The events at some positions, in the order of the list.
  package func events(at positions: [Int64]) throws -> [RecordedEvent<Event>] {
    if let extract { return extract.events(at: positions) }
    return try events(
      in: connection.query(
        """
        SELECT position, stream, version, id, known, recorded, by, login, type, body
        FROM unnest(\(positions)) WITH ORDINALITY wanted (position, place) JOIN \(relation) USING (position)
        WHERE body IS NOT NULL ORDER BY place
        """))
  }

  /// Passes the events at the positions that a query gives to the body, one at a time, as of one statement.
  ///
  /// They come as they are read, so that memory does not grow with their number; until the last has come, nothing else can be
  /// asked of the connection. An extract that is held in memory is of no use here: its positions are its own.
  ///
  /// - Parameter places: a query without parameters with the columns `position`, `process`, the process to which the event
  ///   belongs, and `is_revised`, whether it is to be read otherwise than it was recorded.
  /// - Parameter order: the columns of the query by which they are sorted.
  package func forEachEvent(
    at places: SQL, orderedBy order: SQL,
    _ body: (_ event: RecordedEvent<Event>, _ process: String, _ isRevised: Bool) throws -> Void
  ) throws {
    var codec = EventCodec()
    try connection.copyRows(
      """
      COPY (SELECT event.position, stream, version, id, known, recorded, by, login, process, is_revised, type, body
            -- OFFSET: places are sorted, which takes little room, and then looked up one by one.
            FROM (SELECT * FROM (\(places)) p ORDER BY \(order) OFFSET 0) place
              CROSS JOIN LATERAL (SELECT position, stream, version, id, known, recorded, by, login, type, body
                                  FROM \(relation) e WHERE e.position = place.position OFFSET 0) event
            WHERE body IS NOT NULL ORDER BY \(order))
      TO STDOUT (FORMAT binary)
      """
    ) { row in
      let (position, stream, version) = try (
        row.next(Int64.self), row.next(String.self), row.next(Int64.self)
      )
      let (id, known, recorded) = try (
        row.next(UUIDBytes.self), row.next(Timestamp.self), row.next(Timestamp.self)
      )
      let (by, login, process, isRevised, type) = try (
        row.next(String.self), row.next(String.self), row.next(String.self), row.next(Bool.self),
        row.next(String.self)
      )
      let bytes = try unsafe row.nextBytes() ?? UnsafeRawBufferPointer(start: nil, count: 0)
      let event = RecordedEvent(
        position: position, stream: stream, version: version, id: EventID(id), known: known.microseconds,
        recorded: recorded.microseconds, by: by, login: login,
        body: unsafe codec.event(type: type, body: bytes))
      try body(event, process, isRevised)
    }
  }

  package func events(ofTypes types: [String], with others: [String]) throws -> [[RecordedEvent<Event>]] {
    if let extract {
      return extract.sizes.compactMap { extract.events(of: $0.stream).selected(ofTypes: types, with: others) }
    }
    let found = try events(
      in: connection.query(
        """
        SELECT position, stream, version, id, known, recorded, by, login, type, body FROM \(relation)
        WHERE type = ANY (\(types)) AND body IS NOT NULL
        UNION ALL
        SELECT position, stream, version, id, known, recorded, by, login, type, body FROM \(relation) other
        WHERE type = ANY (\(others)) AND type <> ALL (\(types)) AND body IS NOT NULL
          AND EXISTS (SELECT FROM \(relation) e
                      WHERE e.type = ANY (\(types)) AND e.stream = other.stream AND e.body IS NOT NULL)
        ORDER BY stream, version
        """))
    return found.chunked { $0.stream == $1.stream }
  }

  package func streams(referringTo stream: String) throws -> [String] {
    if let extract { return extract.streams(referringTo: stream) }
    // Without a letter it would be indistinguishable from a date.
    guard stream.contains(where: \.isLetter) else { return try sizes().map(\.stream).filter { $0 != stream } }
    // To look for a single character costs much less than for two or more, which most events are spared so.
    return try connection.query(
      """
      SELECT DISTINCT stream FROM \(relation)
      WHERE log.refers_elsewhere(body) AND stream <> \(stream)
        AND (strpos(body, \(stream + "/")) > 0
             OR strpos(body, '\\') > 0 AND (strpos(body, '\\u00') > 0 OR strpos(body, '\\/') > 0))
      ORDER BY stream
      """
    ).map { try $0.get(0) }
  }

  package func streams(after position: Int64) throws -> [String] {
    if position == 0 || extract != nil { return try sizes().map(\.stream) }
    return try connection.query(
      "SELECT DISTINCT stream FROM \(relation) WHERE position > \(position) ORDER BY stream"
    ).map { try $0.get(0) }
  }

  package func holds(_ stream: String) throws -> Bool {
    if let extract { return !extract.events(of: stream).isEmpty }
    return try !connection.query("SELECT FROM \(relation) WHERE stream = \(stream) LIMIT 1").isEmpty
  }

  package func bodies(ofTypes types: [String]) throws -> [Event] {
    if let extract { return extract.events.map(\.body).filter { types.contains($0.type.name) } }
    var codec = EventCodec()
    return try connection.query(
      "SELECT type, body FROM \(relation) WHERE type = ANY (\(types)) AND body IS NOT NULL"
    ).map { row in
      try unsafe row.withBytes(1) { body in try unsafe codec.event(type: row.get(0), body: body) }
    }
  }

  package func sizes() throws -> [(stream: String, events: Int64)] {
    if let extract { return extract.sizes }
    // From one name to the next in the index, past all that is between.
    return try connection.query(
      """
      WITH RECURSIVE name (stream) AS (
        (SELECT stream FROM \(relation) ORDER BY stream LIMIT 1)
        UNION ALL
        SELECT (SELECT e.stream FROM \(relation) e WHERE e.stream > name.stream ORDER BY e.stream LIMIT 1)
        FROM name WHERE name.stream IS NOT NULL)
      SELECT stream, (SELECT max(version) FROM \(relation) e WHERE e.stream = name.stream)
      FROM name WHERE stream IS NOT NULL ORDER BY stream
      """
    ).map { (try $0.get(0), try $0.get(1)) }
  }

  package func forEachByStream(
    _ streams: ClosedRange<String>, through position: Int64,
    _ body: (String, Int64, EventID, Event) throws -> Void
  ) throws {
    var codec = EventCodec()
    try connection.transaction(.readOnlySnapshot) {
      // The reader needs a core of its own, and rows in the order of the index come at once.
      try connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")
      // COPY takes no parameters.
      try connection.execute(
        """
        SELECT set_config('log.first', \(streams.lowerBound), true),
               set_config('log.last', \(streams.upperBound), true),
               set_config('log.through', \(position.description), true)
        """)
      try connection.copyRows(
        """
        COPY (SELECT stream, position, id, type, body FROM \(relation)
              WHERE stream BETWEEN current_setting('log.first') AND current_setting('log.last')
                AND position <= current_setting('log.through')::bigint AND body IS NOT NULL
              ORDER BY stream, version)
        TO STDOUT (FORMAT binary)
        """
      ) { row in
        let (stream, position, id, type) = try (
          row.next(String.self), row.next(Int64.self), row.next(UUIDBytes.self), row.next(String.self)
        )
        let bytes = try unsafe row.nextBytes() ?? UnsafeRawBufferPointer(start: nil, count: 0)
        try body(stream, position, EventID(id), unsafe codec.event(type: type, body: bytes))
      }
    }
  }
}

extension Array {
  /// The maximal runs of elements in which each belongs to its predecessor.
  fileprivate func chunked(_ belong: (Element, Element) -> Bool) -> [[Element]] {
    var chunks: [[Element]] = []
    for element in self {
      if let last = chunks.last?.last, belong(last, element) {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
      }
    }
    return chunks
  }
}

extension AppendRefusal {
  /// The refusal behind an error of `log.append`; nil where the error is of another kind.
  init?(_ error: PostgresError, _ first: EventID?) {
    let detail = error.detail ?? ""
    switch error.code {
    case .versionConflict:
      let parts = detail.split(separator: " ")
      guard parts.count == 2, let actual = Int64(parts[1]) else { return nil }
      self = .conflict(stream: String(parts[0]), actual: actual)
    case .idReused:
      guard let id = EventID(detail) ?? first else { return nil }
      self = .idReused(id)
    case .knownInTheFuture:
      guard let id = EventID(detail) ?? first else { return nil }
      self = .knownInTheFuture(id)
    case .bodyTooLarge, .unknownCharacters, .badBody, .reservedType:
      guard let id = EventID(detail) ?? first else { return nil }
      self = .unacceptable(id, [error.message, error.hint].compactMap(\.self).joined(separator: " "))
    default: return nil
    }
  }
}

extension UUIDBytes {
  init(_ id: EventID) { self.init(high: id.high, low: id.low) }
}

extension EventID {
  init(_ bytes: UUIDBytes) { self.init(high: bytes.high, low: bytes.low) }
}
