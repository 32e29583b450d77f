import EventStore

extension HealthCheck {
  /// What in the schemas of the log and the tables is not the program's own, or not as it makes it.
  static let inventory = HealthCheck(name: "inventory") { patient in
    let inventory = try Inventory(patient.session.connection)
    let numbers = [
      Diagnosis.Number("strange", Int64(inventory.strange.count)),
      .init("missing", Int64(inventory.missing.count)),
    ]
    if inventory.isSound {
      return [.ok("what runs in the database, and who has which right, is parley's own", numbers)]
    }
    return inventory.remarks.map { .wrong($0, numbers) }
  }
}
