import Postgres

extension HealthCheck {
  /// Whether events are numbered without a gap up to the head.
  static let positions = counting(
    "positions",
    """
    SELECT abs(coalesce((SELECT position FROM log.head), last) - last) + last - events
    FROM (SELECT coalesce(max(position), 0), count(*) FROM log.event) e (last, events)
    """,
    good: "positions are dense from 1 to the head", bad: "positions have gaps")
}
