import EventStore

extension HealthCheck {
  /// Whether every table can be read from the server's disk.
  static let damage = HealthCheck(name: "damage", isGate: true) { patient in
    let damage = try patient.session.log.damage()
    if damage.isEmpty { return [.ok("all tables can be read from disk")] }
    return damage.map { damaged in
      let remedy =
        switch damaged.kind {
        case .index: "“REINDEX INDEX \(damaged.name)” makes it anew"
        case .derived: "“parley rebuild” makes it anew"
        case .log: "restore the last backup into another database with “parley restore”"
        }
      return .wrong("\(damaged.name) is damaged on the server's disk (\(damaged.complaint)); \(remedy)")
    }
  }
}
