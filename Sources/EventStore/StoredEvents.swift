import EventSourcing
package import Evidence
import Postgres

extension PostgresLog {
  /// Every event with its evidence, by position, as of one moment; gives the head of that moment.
  package func forEachStoredEvent(
    _ body: (StoredEvent) throws -> Void
  ) throws -> (position: Int64, chain: Digest) {
    try connection.transaction(.readOnlySnapshot) {
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
      guard let head = heads.first else { return (0, .zero) }
      return (try head.get(0), try digest(head.get(1)))
    }
  }

  /// A hash of another length cannot be one that the log wrote: it counts as some hash that fits nothing.
  private func digest(_ bytes: [UInt8]) throws -> Digest { Digest(bytes: bytes) ?? Digest(of: bytes) }
}
