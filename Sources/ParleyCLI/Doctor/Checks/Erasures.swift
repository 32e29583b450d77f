import Postgres

extension HealthCheck {
  /// Whether erasures were finished.
  static let erasures = counting(
    "erasures", "SELECT count(*) FROM log.erasure",
    good: "nothing that was erased is left in the server's files",
    bad: "erased events may still be in the server's files; “parley erase --finish” clears them")
}
