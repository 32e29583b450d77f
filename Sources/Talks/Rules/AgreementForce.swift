/// Whether an agreement is in force, as of a day and for whom; see docs/decisions/0025-renunciation.md.
///
/// It is where it was agreed, its term has begun and is not over, nothing has ended it for all, and at least two
/// parties remain that have neither left nor suspended it wholly. A breach ends nothing.
extension Agreement {
  /// How it stands as a whole.
  package enum Standing: String, Sendable, CaseIterable {
    /// Spoken of by a reaffirmation, a suspension or the like, though no text was agreed on record.
    case unlinked
    /// Agreed, and in force only later.
    case pending = "not yet in force"
    case inForce = "in force"
    /// In force, and suspended in part.
    case inPart = "in force in part"
    /// Too few parties remain that have not suspended it.
    case suspended
    /// Its term is over.
    case expired
    case superseded, ended
    /// Too few parties remain that have not left it.
    case renounced
  }

  /// How it stands for one of its parties.
  package enum Bond: String, Sendable, CaseIterable {
    case pending = "not yet bound"
    case bound
    case inPart = "bound in part"
    case suspended, left
    /// The others have left or suspended it, and the party has not said since that it holds to it.
    case alone = "left alone"
    /// It is over for all.
    case over
  }

  // MARK: The whole

  /// Whether it binds anybody.
  package var isInForce: Truth { isInForce(by: horizon) }

  /// Whether it bound at least two parties at the end of a day.
  package func isInForce(by day: CivilDay?) -> Truth {
    let stands = isStanding(by: day)
    guard parties.count >= 2 else {
      // Where the parties are not on record, anybody’s departure or suspension counts.
      let others = actors.reduce(Truth.yes) {
        $0 && !hasLeft($1, by: day) && !isSuspended(by: $1, day, .fully)
      }
      return stands && hasBegun(for: parties.first, by: day) && others && !isSuspended(by: nil, day, .fully)
    }
    return stands && .atLeast(2, of: parties.lazy.map { holds($0, by: day) })
  }

  /// Whether it is in force, and for fewer than two parties without a suspension in part.
  package func isInForceInPart(by day: CivilDay?) -> Truth {
    let whole: Truth
    if parties.count >= 2 {
      whole = .atLeast(2, of: parties.lazy.map { holds($0, by: day) && !isSuspended(by: $0, day, .partly) })
    } else {
      let those = actors.map(Optional.some) + [nil]
      whole = those.reduce(.yes) { $0 && !isSuspended(by: $1, day, .partly) }
    }
    return isInForce(by: day) && !whole
  }

  /// How it may have stood at the end of a day; includes nil where nothing may have been agreed yet.
  package func standings(by day: CivilDay?) -> Set<Standing?> {
    if isUnlinked { return [.unlinked] }
    let agreed = isAgreed(by: day)
    if agreed == .no { return [nil] }
    switch isInForce(by: day) {
    case .unknown: return [.inForce, nil]
    case .no: return agreed == .unknown ? reasons(by: day).union([nil]) : reasons(by: day)
    case .yes: break
    }
    switch isInForceInPart(by: day) {
    case .no: return [.inForce]
    case .unknown: return [.inForce, .inPart]
    case .yes: return [.inPart]
    }
  }

  /// Why it is not in force, where it is not for certain; what concerns it as a whole before what parties did.
  private func reasons(by day: CivilDay?) -> Set<Standing?> {
    let lasting = last(by: day) { $0.status.isEnd || $0.status.isRenewal }
    if lasting.allSatisfy({ $0?.status.isEnd ?? false }) {
      return Set(lasting.map { $0?.status == .superseded ? .superseded : .ended })
    }
    if isExpired(by: day) == .yes { return [.expired] }
    let whom: [PartyID?] = parties.isEmpty ? [nil] : parties.map(Optional.some)
    if whom.allSatisfy({ hasBegun(for: $0, by: day) == .no }) { return [.pending] }
    let isLeft =
      parties.count < 2
      ? actors.contains { hasLeft($0, by: day) == .yes }
      : parties.filter { hasLeft($0, by: day) != .yes }.count < 2
    return [isLeft ? .renounced : .suspended]
  }

  /// Whether nothing but later acts about it is on record: a reaffirmation, a renunciation, a suspension of a text
  /// that nobody is recorded to have agreed.
  package var isUnlinked: Bool { !acts.isEmpty && !acts.contains { $0.status.isConsent } }

  /// Whether its only date is an interval, which may be its term or the time that the reaching took.
  package var asksForTerm: Bool {
    let consents = acts.filter { $0.status.isConsent }
    return !consents.isEmpty && consents.allSatisfy { $0.dating.on?.isInterval ?? false }
      && acts.allSatisfy { $0.terms == Terms() && $0.status != .extended }
  }

  /// The term’s first day as last stated; nil where none is.
  package var from: Traced<EDTF?> {
    stated {
      $0.terms.from != nil
    } value: {
      $0.terms.from
    }
  }

  /// The term’s last day as last stated; nil where none is, or where an extension does not say until when.
  package var until: Traced<EDTF?> { stated(\.setsEnd) { $0.terms.until } }

  /// The notice that a party has to give before leaving; nil where none is stated.
  package var notice: Traced<Period?> {
    stated {
      $0.terms.notice != nil
    } value: {
      $0.terms.notice
    }
  }

  /// Whether its term was over at the end of a day; unknown past an end from which it was extended, where nobody
  /// says until when.
  package func isExpired(by day: CivilDay?) -> Truth {
    func isPast(_ act: Act?) -> Truth {
      guard let act else { return .no }
      if let until = act.terms.until { return until.isPast(by: day) }
      let earlier = acts.prefix { $0.dating.position != act.dating.position }
      return min(earlier.map { $0.terms.until?.isPast(by: day) ?? .no }.max() ?? .no, .unknown)
    }
    return .common(last(by: day, of: \.setsEnd).map(isPast))
  }

  /// The last days on which it changes without an event: where its term begins or is over, where a renunciation
  /// has effect or a suspension is to end; nil for one that may never come.
  package var turningDays: [CivilDay?] {
    let isOpen = acts.contains { $0.setsEnd && $0.terms.until == nil }
    let days: [CivilDay?] = acts.flatMap { act in
      [act.terms.from, effect(of: act)].compactMap { $0 }.map { $0.surelyBegun.map(CivilDay.init(days:)) }
        + [act.terms.until, act.until].compactMap { $0 }.filter { !$0.isOpenEnded }.map { until in
          until.lastDay.map { CivilDay(days: until.hasTime ? $0 : $0 + 1) }
        }
    }
    return isOpen ? days + [nil] : days
  }

  /// All dates by which it may change without an event.
  package var statedDates: [EDTF] {
    acts.flatMap { [$0.terms.from, $0.terms.until, $0.until, $0.effective, effect(of: $0)] }
      .compactMap(\.self)
  }

  /// The events on which its force rests: what was done about it, also after the day where that tells of it.
  package var forceProvenance: Provenance {
    let telling = later.filter { act in
      act.status == .enteredIntoForce || act.status == .ratified
        || !actors.isEmpty && (act.status.isPledge || act.status.isActAlone)
    }
    return life.provenance.union(Provenance(telling.map(\.dating.position)))
  }

  // MARK: For a party

  /// Whether it bound a party at the end of a day: by what the party itself did, and together with another, unless
  /// the party has said after all others had left or suspended it that it holds to it.
  ///
  /// Who suspends or renounces it then has held to it until then. Where a party’s last word is that it suspends
  /// only a part, that is unknown.
  package func isInForce(for party: PartyID, by day: CivilDay?) -> Truth {
    guard parties.contains(party) else { return .no }
    let own = isStanding(by: day) && holds(party, by: day)
    if parties.count < 2 { return own && isInForce(by: day) }
    let others = parties.filter { $0 != party }
    let hasCompany = Truth.atLeast(1, of: others.lazy.map { holds($0, by: day) })
    return own && (hasCompany || holdsAlone(party, without: others, by: day))
  }

  /// Whether it bound a party at the end of a day.
  package func binds(_ party: PartyID, by day: CivilDay?) -> Truth { isInForce(for: party, by: day) }

  /// How it may have stood for a party at the end of a day.
  package func bonds(of party: PartyID, by day: CivilDay?) -> Set<Bond?> {
    if isStanding(by: day) == .no { return [isAgreed(by: day) == .no ? nil : .over] }
    if hasLeft(party, by: day) == .yes { return [.left] }
    if hasBegun(for: party, by: day) == .no { return [.pending] }
    if isSuspended(by: party, day, .fully) == .yes { return [.suspended] }
    switch isInForce(for: party, by: day) {
    case .no: return [.alone]
    case .unknown: return [.bound, nil]
    case .yes: break
    }
    switch isSuspended(by: party, day, .partly) {
    case .no: return [.bound]
    case .unknown: return [.bound, .inPart]
    case .yes: return [.inPart]
    }
  }

  /// The parties whose renunciation has effect, and that have not signed or reaffirmed it since.
  package var renouncedBy: [PartyID] { actors.filter { hasLeft($0, by: horizon) == .yes } }

  /// The renunciations that may be the party’s last word and are not certainly in effect.
  package var notices: [Act] {
    actors.compactMap { party in
      if hasLeft(party, by: horizon) == .yes { return nil }
      return last(by: horizon) { Self.isWord($0, of: party) }.compactMap(\.self)
        .first { $0.status == .renounced }
    }
  }

  /// The suspensions that may be in effect, one for each party, and one for all where they suspended it together.
  package var suspensions: [Act] {
    (actors.map(Optional.some) + [nil]).compactMap { party in
      last(by: horizon) { Self.isSuspending($0, of: party) }.compactMap(\.self)
        .first { $0.status == .suspended && $0.by == (party.map { [$0] } ?? []) }
    }.filter { $0.until?.isPast(by: horizon) != .yes }
  }

  /// The possible statuses for a party at the end of a day; confirmations by other parties do not count for it.
  package func statuses(for party: PartyID, by day: CivilDay?) -> Set<Status?> {
    life(for: party).possible(by: day, follows: Status.follows)
  }

  /// The steps that concern a party: what others do that leaves the text in force for the rest does not.
  package func life(for party: PartyID) -> Life<Status> {
    var hasLeft = false
    let isInForce = isInForce(by: horizon) == .yes
    var steps = Life<Status>()
    for act in acts {
      let isOwn = act.by.contains(party)
      let isOthers = !act.by.isEmpty && !isOwn
      switch act.status {
      case .renounced:
        if isOthers && isInForce { continue }
        if isOwn { hasLeft = true }
      case .suspended, .resumed: if isOthers && isInForce { continue }
      case .ratified: if isOthers { continue }
      case .reached, .signed, .reaffirmed:
        if isOwn { hasLeft = false }
        if !isOwn && (hasLeft || isOthers && act.status == .reaffirmed) { continue }
      case .enteredIntoForce, .extended, .breached, .superseded, .ended: break
      }
      steps.step(act.status, act.dating, by: act.by.count == 1 ? act.by.first : nil)
    }
    return steps
  }

  // MARK: What it rests on

  /// Those whose acts alone may take it out of force for them.
  private var actors: [PartyID] {
    var found: [PartyID] = []
    for act in acts where act.status == .renounced || act.status == .suspended {
      for party in act.by where !found.contains(party) { found.append(party) }
    }
    return found
  }

  /// Whether it was agreed by the end of a day.
  func isAgreed(by day: CivilDay?) -> Truth {
    acts.filter { $0.status.isConsent }.reduce(.no) { $0 || $1.dating.hasBegun(by: day) }
  }

  /// Whether it was agreed by the end of a day, and neither ended, replaced nor expired.
  private func isStanding(by day: CivilDay?) -> Truth {
    let isOver = Truth.common(
      last(by: day) { $0.status.isEnd || $0.status.isRenewal }.map { Truth($0?.status.isEnd ?? false) })
    let stands = isAgreed(by: day) && !isOver && !isExpired(by: day)
    return asksForTerm ? min(stands, .unknown) : stands
  }

  /// Whether it had begun to bind a party by the end of a day; nil for parties that are not on record.
  private func hasBegun(for party: PartyID?, by day: CivilDay?) -> Truth {
    func isFor(_ act: Act) -> Bool { act.by.isEmpty || party.map { act.by.contains($0) } ?? true }
    let entries = (acts + later).filter { $0.status == .enteredIntoForce }
    if let first = entries.first {
      // Whom no entry into force names comes in by a consent of its own after the first.
      let own = acts.filter { act in
        act.status.isConsent && act.status != .enteredIntoForce && party.map { act.by.contains($0) } ?? false
          && (act.status == .ratified || first.dating.precedes(act.dating) == .yes)
      }
      let named = entries.filter(isFor)
      return (named.isEmpty ? own : named).reduce(.no) { $0 || $1.dating.hasBegun(by: day) }
    }
    if acts.contains(where: { $0.terms.from != nil }) {
      return .common(
        last(by: day) { $0.terms.from != nil }.map { $0?.terms.from?.isReached(by: day) ?? .unknown })
    }
    let ratifications = (acts + later).filter { $0.status == .ratified }
    if ratifications.isEmpty { return .yes }
    // Whether others wait for a ratification too is not said.
    return ratifications.filter(isFor).reduce(.unknown) { $0 || $1.dating.hasBegun(by: day) }
  }

  /// Whether it binds a party by its own acts, as long as it stands.
  private func holds(_ party: PartyID, by day: CivilDay?) -> Truth {
    hasBegun(for: party, by: day) && !hasLeft(party, by: day) && !isSuspended(by: party, day, .fully)
  }

  /// Whether an act says of a party that it is bound, or no longer.
  private static func isWord(_ act: Act, of party: PartyID) -> Bool {
    act.by.contains(party) && (act.status == .renounced || act.status.isPledge)
  }

  private func hasLeft(_ party: PartyID, by day: CivilDay?) -> Truth {
    .common(
      last(by: day) { Self.isWord($0, of: party) }.map { act in
        guard let act, act.status == .renounced else { return .no }
        if let effective = act.effective { return effective.isReached(by: day) }
        // The party says at once, the text says after the notice.
        return effect(of: act).map { $0.isReached(by: day) || .unknown } ?? .yes
      })
  }

  /// The first day without the party: as stated, or by the notice that the text asks for; nil where it is at once.
  package func effect(of act: Act) -> EDTF? {
    guard act.status == .renounced else { return nil }
    if let effective = act.effective { return effective }
    guard let notice = notice.wrappedValue, let said = act.dating.surelyBegun else { return nil }
    return notice.after(CivilDay(days: said)).flatMap { try? EDTF($0.description) }
  }

  /// Whether an act suspends it for a party, or ends that; nil for an act of all.
  private static func isSuspending(_ act: Act, of party: PartyID?) -> Bool {
    switch act.status {
    case .suspended, .resumed: act.by.isEmpty || party.map { act.by.contains($0) } ?? false
    case .reached, .signed: act.by.isEmpty || party.map { act.by.contains($0) } ?? true
    default: false
    }
  }

  /// Whether a suspension to an extent is in effect for a party at the end of a day; nil for one of all.
  private func isSuspended(by party: PartyID?, _ day: CivilDay?, _ extent: Extent) -> Truth {
    .common(
      last(by: day) { Self.isSuspending($0, of: party) }.map { act in
        guard let act, act.status == .suspended, act.extent == extent else { return .no }
        return !(act.until?.isPast(by: day) ?? .no)
      })
  }

  /// Whether a party held to it after all others had left or suspended it.
  private func holdsAlone(_ party: PartyID, without others: [PartyID], by day: CivilDay?) -> Truth {
    let departures = acts.filter { act in
      (act.status == .renounced || act.status == .suspended) && act.dating.hasBegun(by: day) != .no
        && (act.by.isEmpty || others.contains { act.by.contains($0) })
    }
    if departures.isEmpty { return .no }
    let words = (acts + later).filter { act in
      act.by.contains(party) && (act.status.isPledge || act.status.isActAlone)
    }
    let spoke = words.reduce(Truth.no) { said, word in
      said || departures.reduce(.yes) { $0 && $1.dating.precedes(word.dating) }
    }
    return spoke || min(isSuspended(by: party, day, .partly), .unknown)
  }

  /// What was stated last of the term, by the horizon.
  private func stated<Value: Sendable>(
    _ counts: (Act) -> Bool, value: (Act) -> Value?
  ) -> Traced<Value?> {
    guard let act = acts.last(where: counts) else { return Traced(nil, []) }
    return Traced(value(act), act.dating.provenance)
  }
}

extension Agreement.Status {
  /// Whether it ends the agreement for all.
  fileprivate var isEnd: Bool { self == .superseded || self == .ended }
  /// Whether it puts an agreement that had ended back in force.
  fileprivate var isRenewal: Bool { isPledge || self == .enteredIntoForce || self == .extended }
  /// Whether it says something of the agreement for one party alone.
  fileprivate var isActAlone: Bool { self == .suspended || self == .resumed || self == .renounced }
}

extension Truth {
  /// Whether at least so many of some are so.
  ///
  /// - Parameter cases: worked out no further than is needed for a certain yes.
  package static func atLeast(_ count: Int, of cases: some Sequence<Truth>) -> Truth {
    var (sure, perhaps) = (0, 0)
    for one in cases {
      if one == .yes { sure += 1 }
      if one != .no { perhaps += 1 }
      if sure >= count { return .yes }
    }
    return perhaps >= count ? .unknown : .no
  }
}

extension EDTF {
  /// Whether it had come by the end of a day; nil for the end of time.
  fileprivate func isReached(by day: CivilDay?) -> Truth { day.map(start.isReached) ?? .yes }

  /// Whether a term with it as its last day was over by the end of a day; nil for the end of time.
  ///
  /// A day is in the term to its end; a time of day ends it at that time.
  package func isPast(by day: CivilDay?) -> Truth {
    if isOpenEnded { return .no }
    guard let day else { return end.latest == nil ? .unknown : .yes }
    return end.isReached(by: hasTime ? day : CivilDay(days: day.days - 1))
  }
}
