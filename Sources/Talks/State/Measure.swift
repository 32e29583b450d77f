/// One concrete act by one party, through its whole life.
package struct Measure: Unfolding {
  package enum Status: String, Sendable, CaseIterable {
    case pledged, accepted, implemented, verified, suspended, reversed, lapsed

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Status, _ other: Status) -> Bool {
      let course: [Status] = [.pledged, .accepted, .implemented, .verified]
      guard let a = course.firstIndex(of: one), let b = course.firstIndex(of: other) else { return false }
      return a > b
    }
  }

  package struct Weight: Sendable {
    package let value: Int
    package let by: String
    package let position: Int64
  }

  @Traced package var title: String?
  @Traced package var party: PartyID?
  @Traced package var to: [PartyID] = []
  @Traced package var category: Slug?
  @Traced package var track: Slug?
  @Traced package var condition: String?
  @Traced package var extent: Extent?
  @Traced package var deadline: EDTF?
  @Traced package var inReturnFor: [Reference] = []
  @Traced package var under: Reference?
  package var weights: [Weight] = []
  package var life = Life<Status>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// Its possible statuses; includes nil where it may have none yet.
  package var statuses: Set<Status?> { statuses(by: horizon) }

  /// Its possible statuses at the end of a day.
  package func statuses(by day: CivilDay?) -> Set<Status?> {
    life.possible(by: day, follows: Status.follows)
  }

  /// Its status; nil where it has none, or dates leave it open.
  package var status: Status? { statuses.only() }

  /// Promised and not yet delivered.
  package var isOpen: Truth { .common(statuses.map { Truth($0 == .pledged || $0 == .accepted) }) }

  /// Carried out, and neither stopped nor undone since.
  package var holds: Truth { .common(statuses.map { Truth($0 == .implemented || $0 == .verified) }) }

  /// Stopped, undone or lapsed.
  package var isUndone: Truth {
    .common(statuses.map { Truth($0 == .suspended || $0 == .reversed || $0 == .lapsed) })
  }

  /// The date of its first implementation, also if it was undone later.
  package var delivery: Dating? { (life.first(.implemented) ?? life.first(.verified))?.dating }

  /// Whether it was ever carried out by then.
  package var wasDelivered: Truth { delivery?.hasBegun(by: horizon) ?? .no }

  mutating func describe(_ entry: Entry) {
    $title.keep(entry.event.title, entry)
    $track.keep(entry.event.track, entry)
  }

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    describe(entry)
    life.step(status, entry.dating, by: by)
  }
}

extension Set {
  /// The one element; nil where there are several, or the one is nil.
  package func only<Wrapped>() -> Wrapped? where Element == Wrapped? { count == 1 ? first ?? nil : nil }
}
