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

  /// A part of what is promised, with who is to give it.
  package struct Share: Sendable {
    package let quantity: Quantity
    package let by: [PartyID]
    package let dating: Dating
  }

  /// One time that it was carried out.
  package struct Act: Sendable {
    package let by: [PartyID]
    /// How much was given by it; nil where that is not recorded.
    package let quantity: Quantity?
    package let dating: Dating
  }

  @Traced package var title: String?
  /// Those who are to act; several where it is a joint act.
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
  /// Those who promised it last; empty where nobody is recorded as promising it.
  @Traced package var promisers: [PartyID] = []
  /// Those who carried it out, each once; empty where no event says who did.
  @Traced package var implementers: [PartyID] = []
  /// The times that it was carried out; what was given by them adds up.
  package var acts: [Act] = []
  /// The looks at it, also those that failed.
  package var verifications: [VerificationAttempt] = []
  package var life = Life<Status>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// The first of those who are to act; nil where nobody is named.
  package var party: PartyID? { doers.first }

  /// Those to whom its being carried out is credited: whom events name as having done it, and those who are to act
  /// where none does.
  package var givers: Traced<[PartyID]> { implementers.isEmpty ? $doers : $implementers }

  /// Those who are to act, and others who did.
  package var parties: [PartyID] { doers + implementers.filter { !doers.contains($0) } }

  /// Those who did so on the day on which it was first carried out.
  package var firstGivers: [PartyID] {
    let first = delivery
    let by = acts.filter {
      $0.dating.firstDay == first?.firstDay && $0.dating.surelyBegun == first?.surelyBegun
    }.flatMap(\.by)
    return by.isEmpty ? givers.wrappedValue : by
  }

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
  package var isOpen: Truth { isOpen(by: horizon) }

  func isOpen(by day: CivilDay?) -> Truth {
    .common(statuses(by: day).map { Truth($0 == .pledged || $0 == .accepted) })
  }

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

  mutating func carryOut(_ quantity: Quantity?, by doers: [PartyID], _ entry: Entry) {
    $implementers.add(doers, entry)
    acts.append(Act(by: doers, quantity: quantity, dating: entry.dating))
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
