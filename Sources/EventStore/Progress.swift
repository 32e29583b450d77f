import Postgres

/// How far those are who follow the log.
extension PostgresLog {
  /// A named follower, and the position of the last event that it has processed.
  package struct Follower: Sendable {
    package let name: String
    package let position: Int64
  }

  /// A server that replicates this one, as `pg_stat_replication` tells of it.
  package struct Standby: Sendable {
    /// Its `application_name`.
    package let name: String
    /// Such as `streaming` or `catchup`.
    package let state: String
    /// Whether commits wait for it: `sync`, `quorum`, `potential` or `async`.
    package let agreement: String
    /// How many bytes of the write-ahead log it has yet to replay; nil where that is not known.
    package let lag: Int64?
  }

  /// The named followers that the connected role may see, by name.
  package func followers() throws -> [Follower] {
    try connection.query("SELECT name, position FROM log.subscription ORDER BY name")
      .map { Follower(name: try $0.get(0), position: try $0.get(1)) }
  }

  /// The standbys; none for a role that may not see their state (`pg_monitor` may).
  package func standbys() throws -> [Standby] {
    try connection.query(
      """
      SELECT application_name, state, sync_state, pg_wal_lsn_diff(
        CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() ELSE pg_current_wal_lsn() END,
        coalesce(replay_lsn, flush_lsn))::bigint
      FROM pg_stat_replication WHERE state <> 'backup' ORDER BY application_name, pid
      """
    ).map {
      Standby(
        name: try $0.get(0), state: try $0.get(1), agreement: try $0.get(2),
        lag: try $0.get(3, as: Int64?.self))
    }
  }
}
