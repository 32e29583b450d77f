/// A text reached or signed, and what became of it.
package struct Agreement: Unfolding {
  package enum Status: String, Sendable, CaseIterable {
    case reached, signed, reaffirmed, breached, renounced, superseded

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Status, _ other: Status) -> Bool {
      other == .reached && one != .reached || other == .signed && one != .reached && one != .signed
    }
  }

  /// What parties did about it.
  package struct Act: Sendable {
    package let status: Status
    package let by: [PartyID]
    package let through: [Reference]
    package let mark: Mark

    init(_ status: Status, by: [PartyID], through: [Reference] = [], _ mark: Mark) {
      self.status = status
      self.by = by
      self.through = through
      self.mark = mark
    }
  }

  @Said package var title: String?
  @Said package var parties: [PartyID] = []
  @Said package var supersededBy: Reference?
  @Said package var implements: [Reference] = []
  @Said package var reaffirms: [Reference] = []
  package var acts: [Act] = []
  package var life = Life<Status>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// What may be its status, nil among them where it may have none yet.
  package var statuses: Set<Status?> { life.possible(by: horizon, follows: Status.follows) }

  /// Its status; nil where it has none, or dates leave it open.
  package var status: Status? { statuses.only() }

  /// Reached or signed, and neither renounced nor superseded since.
  package var isInForce: Truth {
    let made: [Status] = [.reached, .signed, .reaffirmed]
    guard life.steps.contains(where: { made.contains($0.status) }) else { return .no }
    return .common(statuses.map { Truth($0 != nil && $0 != .renounced && $0 != .superseded) })
  }

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    $title.keep(entry.event.title, entry)
    if status == .reached || status == .signed { $parties.add(entry.event.parties, entry) }
    life.step(status, entry.mark, by: by)
  }
}

/// A text or offer tabled, and the answer to it.
package struct Proposal: Unfolding {
  package enum Status: String, Sendable { case tabled, accepted, rejected, countered }

  @Said package var title: String?
  @Said package var party: PartyID?
  @Said package var issue: String?
  @Said package var answers: Reference?
  package var life = Life<Status>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// What may be its status, nil among them where it may have none yet.
  package var statuses: Set<Status?> {
    life.possible(by: horizon) { $0 != .tabled && $1 == .tabled }
  }

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    $title.keep(entry.event.title, entry)
    life.step(status, entry.mark, by: by)
  }
}

/// What set the talks back, and what overcame it.
package struct Setback: Unfolding {
  package struct Assessment: Sendable {
    package let severity: Severity
    package let by: String?
    package let mark: Mark
  }

  @Said package var title: String?
  @Said package var kind: SetbackKind?
  @Said package var party: PartyID?
  package var occurred: Mark?
  package var assessments: [Assessment] = []
  package var overcome: Mark?
  @Said package var through: [Reference] = []
  @Said package var how: String?
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// Whether it has happened and nothing has overcome it.
  package var isOpen: Truth {
    (occurred?.hasBegun(by: horizon) ?? .yes) && !(overcome?.hasBegun(by: horizon) ?? .no)
  }
}
