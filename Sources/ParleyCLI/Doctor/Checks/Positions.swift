import Postgres

extension HealthCheck {
  /// Whether events are numbered without a gap up to the head.
  static let positions = counting(
    "positions",
    """
    SELECT coalesce((SELECT position FROM log.head), max(position), 0) - count(*)
           + (coalesce(max(position), 0) - count(*)) FROM log.event
    """,
    good: "positions are dense from 1 to the head", bad: "positions have gaps")
}
