import EventStore

extension HealthCheck {
  /// The session that keeps others from recording, which waits for its transaction to end.
  static let turn = HealthCheck(name: "turn") { patient in
    guard let holder = try patient.session.log.turnHolder(), holder.seconds > 0 else {
      return [.ok("nobody holds up recording")]
    }
    let numbers = [Diagnosis.Number("seconds", holder.seconds), Diagnosis.Number("pid", holder.pid)]
    let message = "recording waits for another session: \(holder.description)"
    return [holder.isTooLong ? .wrong(message, numbers) : .warning(message, numbers)]
  }
}
