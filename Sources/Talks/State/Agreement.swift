/// A text reached or signed, and its later fate.
package struct Agreement: Unfolding {
  package enum Status: String, Sendable, CaseIterable {
    case reached, signed, reaffirmed, breached, renounced, superseded

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Status, _ other: Status) -> Bool {
      other == .reached && one != .reached || other == .signed && one != .reached && one != .signed
    }
  }

  /// An act of parties about the agreement.
  package struct Act: Sendable {
    package let status: Status
    package let by: [PartyID]
    package let through: [Reference]
    package let dating: Dating

    init(_ status: Status, by: [PartyID], through: [Reference] = [], _ dating: Dating) {
      self.status = status
      self.by = by
      self.through = through
      self.dating = dating
    }
  }

  @Traced package var title: String?
  @Traced package var parties: [PartyID] = []
  @Traced package var supersededBy: Reference?
  @Traced package var implements: [Reference] = []
  @Traced package var reaffirms: [Reference] = []
  package var acts: [Act] = []
  package var life = Life<Status>()
  /// By whom it was reached, signed and reaffirmed.
  private var makings: [Act] = []
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

  private static let made: [Status] = [.reached, .signed, .reaffirmed]

  /// Whether it binds anybody.
  package var isInForce: Truth { isInForce(by: horizon) }

  /// Whether it bound anybody at the end of a day: reached or signed, and not ended since.
  ///
  /// A later text that takes its place ends it. One party's renunciation ends it between two; among more it binds
  /// the rest as long as there are two of them.
  package func isInForce(by day: CivilDay?) -> Truth {
    guard life.steps.contains(where: { Self.made.contains($0.status) }) else { return .no }
    // A breach neither ends it nor brings it back.
    let possible = life.only { $0.status != .breached }.possible(by: day, follows: Status.follows)
    let rest = bindsRest(by: day)
    return .common(possible.map { $0 == nil || $0 == .superseded ? .no : rest })
  }

  /// Whether it bound a party at the end of a day.
  package func binds(_ party: PartyID, by day: CivilDay?) -> Truth {
    guard parties.contains(party) else { return .no }
    return isInForce(by: day) && !hasLeft(party, by: day)
  }

  /// Its possible statuses for a party at the end of a day;
  /// confirmations by other parties do not count for it.
  package func statuses(for party: PartyID, by day: CivilDay?) -> Set<Status?> {
    life(for: party).possible(by: day, follows: Status.follows)
  }

  /// The steps that concern a party: the departure of others from a text that still binds the rest does not.
  package func life(for party: PartyID) -> Life<Status> {
    var hasLeft = false
    let bindsOthers = bindsRest(by: horizon) == .yes
    return life.only { step in
      if step.status == .renounced && step.by != party && bindsOthers { return false }
      if step.status == .renounced && step.by == party { hasLeft = true }
      guard Self.made.contains(step.status) else { return true }
      let those = makers(in: step)
      if those.contains(party) { hasLeft = false }
      return those.contains(party) || !hasLeft && (those.isEmpty || step.status != .reaffirmed)
    }
  }

  /// The parties that have renounced it and have not signed or reaffirmed it since.
  package var renouncedBy: [PartyID] { renouncers(by: horizon).sure }

  private func makers(in step: Life<Status>.Step) -> [PartyID] {
    makings.first { $0.dating.position == step.dating.position }?.by ?? []
  }

  private func hasLeft(_ party: PartyID, by day: CivilDay?) -> Truth {
    let own = life.only { step in
      step.status == .renounced && step.by == party || makers(in: step).contains(party)
    }
    return .common(own.possible(by: day, follows: Status.follows).map { Truth($0 == .renounced) })
  }

  /// Whether it binds at least two of its parties, where it binds any.
  private func bindsRest(by day: CivilDay?) -> Truth {
    let (sure, perhaps) = renouncers(by: day)
    if sure.isEmpty && perhaps.isEmpty { return .yes }
    let left = parties.filter { !sure.contains($0) }
    if left.filter({ !perhaps.contains($0) }).count >= 2 { return .yes }
    return left.count >= 2 || sure.isEmpty ? .unknown : .no
  }

  /// The parties that had certainly left it by the end of a day, and those that possibly had.
  private func renouncers(by day: CivilDay?) -> (sure: [PartyID], perhaps: [PartyID]) {
    var (sure, perhaps): ([PartyID], [PartyID]) = ([], [])
    for step in life.steps where step.status == .renounced {
      guard let party = step.by, !sure.contains(party), !perhaps.contains(party) else { continue }
      switch hasLeft(party, by: day) {
      case .yes: sure.append(party)
      case .unknown: perhaps.append(party)
      case .no: break
      }
    }
    return (sure, perhaps)
  }

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    $title.keep(entry.event.title, entry)
    if status == .reached || status == .signed { $parties.add(entry.event.parties, entry) }
    if Self.made.contains(status) { makings.append(.init(status, by: entry.event.parties, entry.dating)) }
    life.step(status, entry.dating, by: by)
  }
}

/// A reverse for the talks, and its resolution.
package struct Setback: Unfolding {
  package struct Assessment: Sendable {
    package let severity: Severity
    package let by: String?
    package let dating: Dating
  }

  @Traced package var title: String?
  @Traced package var kind: SetbackKind?
  @Traced package var party: PartyID?
  package var occurred: Dating?
  package var assessments: [Assessment] = []
  package var overcome: Dating?
  @Traced package var through: [Reference] = []
  @Traced package var how: String?
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// Whether it has happened and nothing has overcome it.
  package var isOpen: Truth {
    (occurred?.hasBegun(by: horizon) ?? .yes) && !(overcome?.hasBegun(by: horizon) ?? .no)
  }
}
