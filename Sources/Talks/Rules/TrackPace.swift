extension Track {
  /// The recent direction of a track.
  package enum Pace: String, Sendable, CaseIterable {
    case moves
    case slidesBack = "slides back"
    case bothWays = "both ways"
    case standsStill = "stands still"
  }

  /// The last step in one direction; nil where none can have been taken.
  ///
  /// - Parameter horizon: the last day that counts; nil for no limit.
  package func latest(_ movement: Movement, by horizon: CivilDay?) -> Latest? {
    Latest(of: steps.filter { $0.movement == movement }.map(\.entry.dating), by: horizon)
  }

  /// The possible paces of a track; several where dates leave it open.
  ///
  /// - Parameters:
  ///   - forward: its last step.
  ///   - back: its last step back.
  ///   - limit: how many days before a day a step counts.
  package static func paces(
    forward: Latest?, back: Latest?, within limit: Int, before day: CivilDay
  ) -> Set<Pace> {
    func cases(_ latest: Latest?) -> [Bool] {
      switch latest?.isWithin(limit, before: day) ?? .no {
      case .no: [false]
      case .unknown: [false, true]
      case .yes: [true]
      }
    }
    return Set(
      cases(forward).flatMap { moves in
        cases(back).map { slides -> Pace in
          moves ? (slides ? .bothWays : .moves) : slides ? .slidesBack : .standsStill
        }
      })
  }
}
