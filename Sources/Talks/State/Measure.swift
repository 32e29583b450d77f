/// One concrete act, of one party or of several as one, through its whole life.
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

  /// A part of what is promised or given, with who gives it.
  package struct Share: Sendable {
    package let quantity: Quantity
    package let by: [PartyID]
    package let dating: Dating
  }

  @Traced package var title: String?
  /// Those who act; several where it is a joint act.
  @Traced package var doers: [PartyID] = []
  @Traced package var to: [PartyID] = []
  @Traced package var category: Slug?
  @Traced package var track: Slug?
  @Traced package var condition: String?
  @Traced package var extent: Extent?
  @Traced package var deadline: EDTF?
  @Traced package var inReturnFor: [Reference] = []
  @Traced package var under: Reference?
  package var weights: [Weight] = []
  /// What was said to be promised; each replaces the one before.
  package var promises: [Share] = []
  /// What was given; they add up.
  package var deliveries: [Share] = []
  /// The looks at it, also those that failed.
  package var verifications: [VerificationAttempt] = []
  package var life = Life<Status>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// The first of those who act; nil where nobody is named.
  package var party: PartyID? { doers.first }

  /// Its possible statuses; includes nil where it may have none yet.
  package var statuses: Set<Status?> { statuses(by: horizon) }

  /// Its possible statuses at the end of a day.
  package func statuses(by day: CivilDay?) -> Set<Status?> {
    var found = life.possible(by: day, follows: Status.follows)
    if found.contains(.verified) {
      // A confirmation stands until somebody finds otherwise.
      let refuted = isRefuted(by: day)
      if refuted == .yes { found.remove(.verified) }
      if refuted != .no { found.insert(.implemented) }
    }
    return found
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

  mutating func promise(_ quantity: Quantity?, by doers: [PartyID], _ entry: Entry) {
    if let quantity { promises.append(Share(quantity: quantity, by: doers, dating: entry.dating)) }
  }

  mutating func deliver(_ quantity: Quantity?, by doers: [PartyID], _ entry: Entry) {
    if let quantity { deliveries.append(Share(quantity: quantity, by: doers, dating: entry.dating)) }
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
