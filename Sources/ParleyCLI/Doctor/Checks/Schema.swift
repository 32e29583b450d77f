import EventStore

extension HealthCheck {
  /// Whether the log's tables are those that this program makes.
  static let schema = HealthCheck(name: "schema") { patient in
    try Migrations.verify(patient.session.connection)
    return [.ok("the log's tables are those of this parley")]
  }
}
