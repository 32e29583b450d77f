package import EventSourcing
package import Postgres
package import Talks

/// The log in PostgreSQL: `schema/log` holds its tables and its one `append` function.
package struct PostgresLog: EventLog {
  package let connection: Connection

  package init(_ connection: Connection) { self.connection = connection }

  package func head() throws -> Int64 {
    try connection.query("SELECT position FROM log.head").first?.get(0) ?? 0
  }

  package func append(_ appends: [Append<Event>]) throws -> [Receipt] {
    let call = Call(appends, isDeferred: true)
    do {
      // One round trip; where others append too, the flush serves them all.
      return try Self.receipts(
        connection.pipeline([
          "BEGIN", call.sql, "COMMIT", "BEGIN", "SELECT log.flush()", "COMMIT", "BEGIN", "SELECT log.wake()",
          "COMMIT",
        ])[1])
    } catch let error as PostgresError {
      throw AppendRefusal(error, call.first) ?? error
    }
  }

  package func startAppend(_ appends: [Append<Event>]) throws -> () throws -> [Receipt] {
    let call = Call(appends, isDeferred: false)
    let started = try connection.start(call.sql)
    return {
      do {
        return try Self.receipts(started.finish())
      } catch let error as PostgresError {
        throw AppendRefusal(error, call.first) ?? error
      }
    }
  }

  private static func receipts(_ rows: Rows) throws -> [Receipt] {
    try rows.map { Receipt(position: try $0.get(0), version: try $0.get(1), isNew: try $0.get(2)) }
  }

  /// A call of the append function.
  private struct Call {
    let sql: SQL
    let first: EventID?

    init(_ appends: [Append<Event>], isDeferred: Bool) {
      let streams = appends.map(\.stream)
      let versions = appends.map { append -> Int64? in
        switch append.expected {
        case .any: nil
        case .none: 0
        case .exists: -1
        case .exactly(let version): version
        }
      }
      let events = appends.flatMap { append in append.events.map { (append.stream, $0) } }
      let bodies = events.map { String(decoding: EventCodec.encode($0.1.body), as: UTF8.self) }
      first = events.first?.1.id
      sql = """
        SELECT event_position, event_version, is_new FROM log.append(
            ARRAY(SELECT (stream, version)::log.expectation
                  FROM unnest(\(streams), \(versions)) x (stream, version)),
            ARRAY(SELECT (stream, id, type, body, known, by)::log.new_event
                  FROM unnest(\(events.map(\.0)), \(events.map { UUIDBytes($0.1.id) }),
                              \(events.map { $0.1.body.type.name }),
                              \(bodies),
                              \(events.map { $0.1.known.map(Timestamp.init(microseconds:)) }),
                              \(events.map(\.1.by)))
                       WITH ORDINALITY n (stream, id, type, body, known, by, place)
                  ORDER BY place),
            \(isDeferred))
        """
    }
  }

  package func events(of stream: String) throws -> [RecordedEvent<Event>] {
    try events(
      in: connection.query(
        """
        SELECT position, stream, version, id, known, recorded, by, type, body FROM log.event
        WHERE stream = \(stream) ORDER BY version
        """))
  }

  private func events(in rows: Rows) throws -> [RecordedEvent<Event>] {
    var codec = EventCodec()
    return try rows.map { row in
      let event = try unsafe row.withBytes(8) { body in try unsafe codec.decode(type: row.get(7), body: body)
      }
      return RecordedEvent(
        position: try row.get(0), stream: try row.get(1), version: try row.get(2),
        id: EventID(try row.get(3, as: UUIDBytes.self)),
        known: try row.get(4, as: Timestamp.self).microseconds,
        recorded: try row.get(5, as: Timestamp.self).microseconds, by: try row.get(6),
        body: event)
    }
  }

  /// The events at some positions, in the order of the list.
  package func events(at positions: [Int64]) throws -> [RecordedEvent<Event>] {
    try events(
      in: connection.query(
        """
        SELECT position, stream, version, id, known, recorded, by, type, body
        FROM unnest(\(positions)) WITH ORDINALITY wanted (position, place) JOIN log.event USING (position)
        ORDER BY place
        """))
  }

  /// Every event in the order of the log, a batch at a time.
  package func forEachBatch(_ body: ([RecordedEvent<Event>]) throws -> Void) throws {
    var last: Int64 = 0
    while true {
      let batch = try events(
        in: connection.query(
          """
          SELECT position, stream, version, id, known, recorded, by, type, body FROM log.event
          WHERE position > \(last) ORDER BY position LIMIT 1000
          """))
      guard let end = batch.last else { return }
      try body(batch)
      last = end.position
    }
  }

  package func streams(after position: Int64) throws -> [String] {
    try connection.query(
      "SELECT DISTINCT stream FROM log.event WHERE position > \(position) ORDER BY stream"
    ).map { try $0.get(0) }
  }

  /// The parties introduced in any process.
  package func definedParties() throws -> Set<PartyID> {
    Set(
      try connection.query(
        "SELECT body::json ->> 'party' FROM log.event WHERE type = 'party-defined'"
      ).compactMap { PartyID(try $0.get(0, as: String.self)) })
  }

  /// Which of some events are in the log already.
  package func contains(_ ids: [EventID]) throws -> Set<EventID> {
    Set(
      try connection.query("SELECT id FROM log.event WHERE id = ANY (\(ids.map(UUIDBytes.init)))")
        .map { EventID(try $0.get(0, as: UUIDBytes.self)) })
  }

  package func forEachByStream(_ body: (String, Int64, Event) throws -> Void) throws -> Int64 {
    try connection.transaction(.readOnlySnapshot) {
      let head = try head()
      var codec = EventCodec()
      // The reader needs a core of its own, and rows in the order of the index come at once.
      try connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")
      try connection.copyRows(
        """
        COPY (SELECT stream, position, type, body FROM log.event ORDER BY stream, version)
        TO STDOUT (FORMAT binary)
        """
      ) { row in
        let (stream, position, type) = try (
          row.next(String.self), row.next(Int64.self), row.next(String.self)
        )
        let bytes = try unsafe row.nextBytes() ?? UnsafeRawBufferPointer(start: nil, count: 0)
        try body(stream, position, unsafe codec.decode(type: type, body: bytes))
      }
      return head
    }
  }
}

extension AppendRefusal {
  /// The refusal behind an error of `log.append`; nil where the error is of another kind.
  init?(_ error: PostgresError, _ first: EventID?) {
    let detail = error.detail ?? ""
    switch error.code.rawValue {
    case "PY001":
      let parts = detail.split(separator: " ")
      guard parts.count == 2, let actual = Int64(parts[1]) else { return nil }
      self = .conflict(stream: String(parts[0]), actual: actual)
    case "PY002":
      guard let id = EventID(detail) ?? first else { return nil }
      self = .idReused(id)
    case "PY003":
      guard let id = EventID(detail) ?? first else { return nil }
      self = .knownInTheFuture(id)
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
