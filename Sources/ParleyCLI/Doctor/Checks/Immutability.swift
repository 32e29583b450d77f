import Postgres

extension HealthCheck {
  /// Whether the triggers stand that refuse to change an event.
  static let immutability = counting(
    "immutability",
    """
    SELECT 2 - count(*) FROM pg_trigger
    WHERE tgrelid = 'log.event'::regclass AND tgname IN ('event_is_immutable', 'event_stays')
      AND tgenabled = 'A'
    """,
    good: "the log refuses changes",
    bad: "triggers that refuse changes are missing or not set to ENABLE ALWAYS")
}
