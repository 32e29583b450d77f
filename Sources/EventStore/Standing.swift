package import Postgres
import Talks

/// What a standby has of what its primary has recorded, as far as it can tell.
package struct Standing: CustomStringConvertible {
  /// The time of the last transaction that it has, in microseconds since 1970 UTC; nil where there was none since its
  /// start, or where the role is not to know.
  private let last: Int64?
  /// Whether it receives what is recorded.
  private let isReceiving: Bool
  /// The bytes of write-ahead log that it has received, but not replayed.
  private let unreplayed: Int64

  /// Nil where the server is no standby.
  package init?(of connection: Connection) throws(PostgresError) {
    guard connection.parameterStatus("in_hot_standby") == "on" else { return nil }
    let found: (Timestamp?, Bool, Int64)
    do {
      let row = try connection.query(
        """
        SELECT pg_last_xact_replay_timestamp(), EXISTS (SELECT FROM pg_stat_wal_receiver),
               coalesce(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)::bigint
        """)[0]
      found = (try row.get(0), try row.get(1), try row.get(2))
    } catch  where error.code == .insufficientPrivilege {
      found = (nil, true, 0)
    }
    (last, isReceiving, unreplayed) = (found.0?.microseconds, found.1, found.2)
  }

  package var description: String {
    let reach = last.map {
      "what was recorded up to \(RFC3339.text(microseconds: $0 / 1_000_000 * 1_000_000))"
    }
    if !isReceiving {
      return
        "This is a standby that does not hear from its primary; it has \(reach ?? "what it had at its start")."
    }
    if unreplayed > 0 {
      return
        "This is a standby, and \(unreplayed) bytes behind what it was sent; it has \(reach ?? "what it had at its start")."
    }
    return "This is a standby; it has \(reach ?? "what it was sent")."
  }
}
