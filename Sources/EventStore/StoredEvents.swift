import EventSourcing
package import Evidence
import Postgres

/// What the log keeps of its last event.
package struct StoredHead: Sendable {
  package let position: Int64
  package let chain: Digest
}

extension PostgresLog {
  /// Every event with its evidence, by position, as of one moment; gives the head of that moment, nil where its row
  /// is missing.
  package func forEachStoredEvent(
    _ body: (StoredEvent) throws -> Void
  ) throws -> StoredHead? {
    try connection.transaction(.readOnlySnapshot) { try readStoredEvents(body) }
  }

  /// Passes the events of one moment to two bodies, one after the other, so that all are judged before one is used.
  ///
  /// - Parameter end: called between the two with the head; nothing is used where it throws.
  package func forEachStoredEvent(
    judging take: (StoredEvent) throws -> Void, end: (StoredHead?) throws -> Void,
    using body: (StoredEvent) throws -> Void
  ) throws {
    try connection.transaction(.readOnlySnapshot) {
      try end(readStoredEvents(take))
      _ = try readStoredEvents(body)
    }
  }

  private func readStoredEvents(_ body: (StoredEvent) throws -> Void) throws -> StoredHead? {
    let heads = try connection.query("SELECT position, chain FROM log.head")
    try connection.copyRows(
      """
      COPY (SELECT position, stream, version, id, type, by, login, known, recorded, commitment, salt, body, leaf, chain
            FROM log.event ORDER BY position) TO STDOUT (FORMAT binary)
      """
    ) { row in
      let entry = LogEntry(
        position: try row.next(), stream: try row.next(), version: try row.next(),
        id: EventID(try row.next()),
        type: try row.next(), by: try row.next(), login: try row.next(),
        known: try row.next(Timestamp.self).microseconds,
        recorded: try row.next(Timestamp.self).microseconds, commitment: try digest(row.next()))
      let salt = try row.next([UInt8]?.self)
      let text = try row.next([UInt8]?.self)
      let secret = text.flatMap { body in salt.map { (body: body, salt: $0) } }
      try body(
        StoredEvent(entry: entry, secret: secret, leaf: digest(row.next()), chain: digest(row.next())))
    }
    return try heads.first.map { StoredHead(position: try $0.get(0), chain: try digest($0.get(1))) }
  }

  /// A hash of another length cannot be one that the log wrote: it counts as some hash that fits nothing.
  private func digest(_ bytes: [UInt8]) throws -> Digest { Digest(bytes: bytes) ?? Digest(of: bytes) }
}
