/// A breakdown: from the day on which the talks were suspended or a party walked out, until they went on.
package struct Episode: Sendable {
  package enum Kind: String, Sendable {
    case suspension
    case walkOut = "walk-out"
  }

  /// The kind of its beginning.
  package let kind: Kind
  /// Whether the talks were suspended in it, and not only a party away.
  package private(set) var isSuspension = false
  package let began: Dating
  /// The parties that left, where the breakdown is a walk-out.
  package private(set) var parties: [PartyID] = []
  package private(set) var reason: String?
  package private(set) var because: Reference?
  /// The event that ended it by a resumption; nil where the talks have not resumed.
  package private(set) var ended: Dating?
  /// The causes of the resumption, as recorded.
  package private(set) var through: [Reference] = []
  /// The talks were closed instead of going on.
  package private(set) var isFinal = false
  /// Those that left in it and are not back.
  private var away: Set<PartyID> = []
  let horizon: CivilDay?

  /// Whether it goes on at the end of the day.
  package var isOpen: Truth { began.hasBegun(by: horizon) && !(ended?.hasBegun(by: horizon) ?? .no) }

  fileprivate init(_ kind: Kind, _ dating: Dating, _ horizon: CivilDay?) {
    self.kind = kind
    began = dating
    self.horizon = horizon
  }

  fileprivate mutating func learn(leaving party: PartyID, _ reason: String?) {
    if !parties.contains(party) { parties.append(party) }
    away.insert(party)
    self.reason = self.reason ?? reason
  }

  fileprivate mutating func learn(suspension reason: String?, _ because: Reference?) {
    isSuspension = true
    self.reason = self.reason ?? reason
    self.because = self.because ?? because
  }

  /// Ends it where the talks are not suspended and those who left in it are all back.
  fileprivate mutating func comesBack(_ party: PartyID, at dating: Dating) {
    if away.remove(party) != nil, away.isEmpty, !isSuspension { ended = dating }
  }

  /// Adds the causes of the resumption, where they are stated for the day of the resumption.
  fileprivate mutating func learn(through: [Reference], at dating: Dating) {
    if let ended, !isFinal, ended.firstDay == dating.firstDay { self.through += through }
  }

  fileprivate mutating func end(at dating: Dating, isFinal: Bool = false) {
    ended = dating
    self.isFinal = isFinal
  }
}

/// The leaving of a party by the event at a position.
private struct Departure: Hashable {
  let party: PartyID
  let position: Int64
}

extension ProcessState {
  /// The breakdowns in the order in which they began.
  ///
  /// A suspension ends when the talks are opened or resumed, or a round begins; a walk-out also when those who left
  /// in it are back, whoever else may be away. Who leaves while the talks are suspended, or on the day on which
  /// others do, belongs to that breakdown, and a suspension to the walk-out that it follows.
  package var episodes: [Episode] {
    var found: [Episode] = []
    let left = roster.seats.compactMap { seat in
      seat.until.map { (Departure(party: seat.party, position: $0.position), seat) }
    }
    let seats = Dictionary(left) { first, _ in first }
    /// The places of those in course.
    var open: [Int] = []

    func change(_ change: (inout Episode) -> Void) {
      for index in open { change(&found[index]) }
      open.removeAll { found[$0].ended != nil }
    }
    /// The last breakdown in course that is such a one; a new one where there is none.
    func current(_ kind: Episode.Kind, _ dating: Dating, _ isOne: (Episode) -> Bool) -> Int {
      if let index = open.last(where: { isOne(found[$0]) }) { return index }
      open.append(found.count)
      found.append(Episode(kind, dating, horizon))
      return found.count - 1
    }

    for entry in entries {
      let (dating, title) = (entry.dating, entry.event.title)
      switch entry.event.detail.presence {
      case .leaves(let party, let kind, let reason)?
      where isWalkOut(kind, from: seats[Departure(party: party, position: dating.position)]):
        let index = current(.walkOut, dating) { $0.isSuspension || $0.began.on == dating.on }
        found[index].learn(leaving: party, reason ?? title)
      case .joins(let party, _, _, _)?, .returns(let party, _, _)?:
        change { $0.comesBack(party, at: dating) }
      case .leaves?, .invites?, .attends?, nil: break
      }
      switch entry.event.detail.turn {
      case .suspends(let reason, let because)?:
        let index = current(.suspension, dating) { _ in true }
        found[index].learn(suspension: reason ?? title, because)
      case .opens?, .goesOn?: change { $0.end(at: dating) }
      case .resumes(let through)?:
        change { $0.end(at: dating) }
        if let last = found.indices.last { found[last].learn(through: through, at: dating) }
      case .closes?: change { $0.end(at: dating, isFinal: true) }
      case nil: break
      }
    }
    return found
  }

  /// Whether a party walked out by leaving: where the event says so, or else where it negotiated at the table.
  ///
  /// - Parameter seat: the one that it left; nil where it had none.
  private func isWalkOut(_ kind: Leaving?, from seat: Roster.Seat?) -> Bool {
    switch kind {
    case .walkOut?: return true
    case .mandateEnded?, .expelled?, .replaced?: return false
    case nil:
      return seat.map { $0.role?.isNegotiating ?? true } ?? false
    }
  }
}
