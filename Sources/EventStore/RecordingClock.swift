import Postgres

/// What the times of recording tell of the database's clock.
package struct RecordingClock: Sendable {
  /// When the last event was recorded, in microseconds since 1970 UTC; nil in an empty log.
  package let lastRecorded: Int64?
  /// How far that is after the time of the database now; 0 where it is not.
  package let secondsAhead: Int64
  /// Whether that is more than a clock may be off.
  package let isHeadInFuture: Bool
  /// How many events were recorded at an earlier time than the event before.
  package let backwards: Int64
  /// The position of the first of them.
  package let firstBackwards: Int64?
}

extension PostgresLog {
  package func clock() throws -> RecordingClock {
    let row = try connection.query(
      """
      SELECT nullif(h.recorded, '-infinity'),
        greatest(0, extract(epoch FROM nullif(h.recorded, '-infinity') - now)::bigint),
        h.recorded > now + s.clock_tolerance, b.events, b.first
      FROM log.head h, log.setting s, clock_timestamp() now, (
        SELECT count(*), min(position)
        FROM (SELECT position, recorded < lag(recorded) OVER (ORDER BY position) FROM log.event) e (position, is_back)
        WHERE is_back) b (events, first)
      """)[0]
    return RecordingClock(
      lastRecorded: try row.get(0, as: Timestamp?.self)?.microseconds, secondsAhead: try row.get(1),
      isHeadInFuture: try row.get(2), backwards: try row.get(3), firstBackwards: try row.get(4))
  }
}
