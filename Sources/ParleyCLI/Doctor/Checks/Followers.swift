import EventStore

extension HealthCheck {
  /// How far each named follower is behind the log.
  static let followers = HealthCheck(name: "followers") { patient in
    let head = try patient.session.log.head()
    return try patient.session.log.followers().map { follower in
      let numbers = progress(follower.position, of: head)
      if follower.position > head {
        return .warning(
          "the follower “\(follower.name)” is at event \(follower.position), beyond the head \(head)", numbers
        )
      }
      return .ok("the follower “\(follower.name)” is at event \(follower.position) of \(head)", numbers)
    }
  }
}
