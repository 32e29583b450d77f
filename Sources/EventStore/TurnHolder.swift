import Postgres

/// The session that has the turn to append; others wait until its transaction ends.
package struct TurnHolder: Equatable, Sendable {
  /// The id of its process on the server.
  package let pid: Int64
  /// Its role, application, address, the start of its transaction, and what it is at.
  package let description: String
  /// How long its transaction has lasted; 0 where the user may not know.
  package let seconds: Int64
  /// Whether that is longer than an append waits before it is refused.
  package let isTooLong: Bool
}

extension PostgresLog {
  /// Who has the turn to append; nil where nobody has.
  package func turnHolder() throws -> TurnHolder? {
    try connection.query(
      """
      SELECT pid::bigint, description, coalesce(extract(epoch FROM lasted)::bigint, 0), coalesce(lasted > s.turn_wait, false)
      FROM log.turn_holder(), clock_timestamp() now, log.setting s, LATERAL (SELECT now - began) l (lasted)
      WHERE pid IS NOT NULL
      """
    ).first.map { row in
      TurnHolder(
        pid: try row.get(0), description: try row.get(1), seconds: try row.get(2), isTooLong: try row.get(3))
    }
  }
}
