import Postgres

extension HealthCheck {
  /// Whether the events of each process are numbered without a gap.
  static let versions = counting(
    "versions",
    """
    SELECT count(*) FROM (SELECT FROM log.event GROUP BY stream HAVING count(*) <> max(version)) e
    """,
    good: "versions are dense in every process", bad: "processes have gaps in their versions")
}
