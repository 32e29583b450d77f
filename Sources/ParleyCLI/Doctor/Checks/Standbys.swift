import EventStore

extension HealthCheck {
  /// How far each standby is behind the server.
  static let standbys = HealthCheck(name: "standbys") { patient in
    try patient.session.log.standbys().map { standby in
      let name = "the standby “\(standby.name)” (\(standby.agreement))"
      guard let lag = standby.lag else { return .ok("\(name) is \(standby.state)") }
      return .ok("\(name) is \(standby.state), \(lag) bytes behind", [.init("lag_bytes", lag)])
    }
  }
}
