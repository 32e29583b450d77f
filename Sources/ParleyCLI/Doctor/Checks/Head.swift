import Postgres

extension HealthCheck {
  /// Whether the row is there from which appends start.
  static let head = HealthCheck(name: "head", isGate: true) { patient in
    if try !patient.session.connection.query("SELECT FROM log.head").isEmpty {
      return [.ok("the head row is there")]
    }
    return [
      .wrong(
        """
        the head row is missing, so that nobody can append; if “parley verify” with your last checkpoint finds \
        nothing else, put it back as the owner of the log: INSERT INTO log.head (position, chain, recorded) \
        SELECT position, chain, recorded FROM log.event ORDER BY position DESC LIMIT 1; SELECT log.extend_extracts()
        """)
    ]
  }
}
