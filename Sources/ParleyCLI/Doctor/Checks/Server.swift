import Postgres

extension HealthCheck {
  /// Whether the server answers, and which it is.
  static let server = HealthCheck(name: "server") { patient in
    let major = patient.session.connection.serverVersion / 10_000
    return [.ok("PostgreSQL \(major) in \(patient.place)", [.init("version", Int64(major))])]
  }
}
