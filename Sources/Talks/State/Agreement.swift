/// A text reached or signed, with its terms, and what its parties did about it.
///
/// Whether it is in force is a rule: `Sources/Talks/Rules/AgreementForce.swift`.
package struct Agreement: Unfolding {
  package enum Status: String, Sendable, CaseIterable {
    case reached, signed, ratified
    case enteredIntoForce = "entered into force"
    case extended, reaffirmed, suspended, resumed, breached, renounced, superseded, ended

    private var rank: Int {
      switch self {
      case .reached: 0
      case .signed: 1
      case .ratified: 2
      case .enteredIntoForce: 3
      case .extended, .reaffirmed, .suspended, .resumed, .breached, .renounced, .superseded, .ended: 4
      }
    }

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Status, _ other: Status) -> Bool { one.rank > other.rank }

    /// Whether it shows that a text was agreed.
    package var isConsent: Bool { rank < 4 }
    /// Whether it says of those whom it names that the text binds them.
    var isPledge: Bool { self == .reached || self == .signed || self == .reaffirmed }
  }

  /// What a text says of the time for which it binds, apart from the day on which it was reached.
  package struct Terms: Hashable, Sendable {
    /// The first day in force; nil where the text names none.
    package var from: EDTF?
    /// The last day in force; nil for a text without an end.
    package var until: EDTF?
    /// How long before a withdrawal takes effect it has to be announced.
    package var notice: Period?

    package init(from: EDTF? = nil, until: EDTF? = nil, notice: Period? = nil) {
      (self.from, self.until, self.notice) = (from, until, notice)
    }

    mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
      try v.optional("from", &from, "the first day on which it is in force, if not at once")
      try v.optional("until", &until, "the last day on which it is in force, if it has one")
      try v.optional("notice", &notice, "how long before leaving it a party has to say so, such as 3 months")
    }

    /// Such as “, in force until 11 May 2025”; empty where they say nothing of that.
    var words: String {
      if from == nil && until == nil { return "" }
      let parts = [from.map { "from \($0.inWords)" }, until.map { "until \($0.inWords)" }]
      return ", in force \(parts.compactMap(\.self).joined(separator: " "))"
    }
  }

  /// Who says that an agreement was broken.
  package struct Claim: Hashable, Sendable {
    package var allegedBy: [PartyID] = []
    package var foundBy: [PartyID] = []
    /// An assessor or a source, in words.
    package var according: String?
  }

  /// An act about the agreement.
  package struct Act: Sendable {
    package let status: Status
    /// Whose act it is, or whom it names; empty where it is one of all.
    package let by: [PartyID]
    package let dating: Dating
    /// What it says of the term.
    package let terms: Terms
    /// From when a renunciation is to have effect.
    package let effective: EDTF?
    /// The last day of a suspension.
    package let until: EDTF?
    /// How much a suspension takes in.
    package let extent: Extent
    package let provisions: String?
    /// What breaks the agreement.
    package let through: [Reference]
    package let claim: Claim?

    init(
      _ status: Status, by: [PartyID], _ dating: Dating, terms: Terms = Terms(), effective: EDTF? = nil,
      until: EDTF? = nil, extent: Extent = .fully, provisions: String? = nil, through: [Reference] = [],
      claim: Claim? = nil
    ) {
      (self.status, self.by, self.dating, self.terms) = (status, by, dating, terms)
      (self.effective, self.until, self.extent, self.provisions) = (effective, until, extent, provisions)
      (self.through, self.claim) = (through, claim)
    }

    /// Whether it changes the term’s end; an extension that does not say until when leaves that open.
    var setsEnd: Bool { terms.until != nil || status == .extended }
  }

  @Traced package var title: String?
  @Traced package var parties: [PartyID] = []
  @Traced package var supersededBy: Reference?
  @Traced package var implements: [Reference] = []
  @Traced package var reaffirms: [Reference] = []
  /// What was done about it, in order; a step of its life each.
  package private(set) var acts: [Act] = []
  /// What was done about it after the horizon, as far as it tells of the time before.
  package var later: [Act] = []
  package private(set) var life = Life<Status>()
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

  /// The acts that may be the last of some by the end of a day; includes nil where there may be none.
  func last(by day: CivilDay?, of counts: (Act) -> Bool) -> [Act?] {
    var steps = Life<Int>()
    for (index, act) in acts.enumerated() where counts(act) { steps.step(index, act.dating) }
    let possible = steps.possible(by: day) { Status.follows(acts[$0].status, acts[$1].status) }
    return possible.map { $0.map { acts[$0] } }
  }

  mutating func take(_ act: Act, _ entry: Entry) {
    $title.keep(entry.event.title, entry)
    if act.status.isConsent { $parties.add(act.by, entry) }
    acts.append(act)
    life.step(act.status, act.dating, by: act.status.isActOfOne ? act.by.first : nil)
  }
}

extension Agreement.Status {
  /// Whether it is the act of a single party, or of all.
  fileprivate var isActOfOne: Bool {
    switch self {
    case .ratified, .suspended, .resumed, .breached, .renounced: true
    case .reached, .signed, .enteredIntoForce, .extended, .reaffirmed, .superseded, .ended: false
    }
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
