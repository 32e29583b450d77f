/// A breakdown: from the day on which the talks were suspended or a party left, until they went on.
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
  package private(set) var parties: [PartyID]
  package private(set) var reason: String?
  package private(set) var because: Reference?
  /// The event that ended it by a resumption; nil where the talks have not resumed.
  package private(set) var ended: Dating?
  /// The causes of the resumption, as recorded.
  package private(set) var through: [Reference] = []
  /// The talks were closed instead of going on.
  package private(set) var isFinal = false
  let horizon: CivilDay?

  /// Whether it goes on at the end of the day.
  package var isOpen: Truth { began.hasBegun(by: horizon) && !(ended?.hasBegun(by: horizon) ?? .no) }

  fileprivate init(_ kind: Kind, _ dating: Dating, _ party: PartyID?, _ horizon: CivilDay?) {
    self.kind = kind
    began = dating
    parties = party.map { [$0] } ?? []
    self.horizon = horizon
  }

  fileprivate mutating func learn(
    _ kind: Kind, _ party: PartyID?, _ reason: String?, _ because: Reference?
  ) {
    isSuspension = isSuspension || kind == .suspension
    if let party, !parties.contains(party) { parties.append(party) }
    self.reason = self.reason ?? reason
    self.because = self.because ?? because
  }

  /// Adds the causes of the resumption, where they are stated for the day of the resumption.
  fileprivate mutating func learn(through: [Reference], at dating: Dating) {
    if let ended, ended.firstDay == dating.firstDay { self.through += through }
  }

  fileprivate mutating func end(at dating: Dating, isFinal: Bool = false) {
    ended = dating
    self.isFinal = isFinal
  }
}

extension ProcessState {
  /// The breakdowns in the order in which they began; one that begins during another belongs to it.
  ///
  /// A suspension ends when the talks are opened or resumed, or a round begins; a walk-out also when every
  /// party that had left is back.
  package var episodes: [Episode] {
    var found: [Episode] = []
    var away: Set<PartyID> = []
    var isOpen = false
    var isSuspended = false

    func begin(
      _ kind: Episode.Kind, _ dating: Dating, _ party: PartyID?, _ reason: String?, _ because: Reference?
    ) {
      if !isOpen { found.append(Episode(kind, dating, party, horizon)) }
      found[found.count - 1].learn(kind, party, reason, because)
      isOpen = true
    }
    func end(_ dating: Dating, isFinal: Bool = false) {
      if isOpen { found[found.count - 1].end(at: dating, isFinal: isFinal) }
      (isOpen, isSuspended) = (false, false)
    }

    for entry in entries {
      let (dating, title) = (entry.dating, entry.event.title)
      switch entry.event.detail.presence {
      case .leaves(let party, let reason)? where seats(party, before: dating):
        begin(.walkOut, dating, party, reason ?? title, nil)
        away.insert(party)
      case .joins(let party, _, _, _)?, .returns(let party, _, _)?:
        away.remove(party)
        if away.isEmpty && !isSuspended { end(dating) }
      case .leaves?, .invites?, .attends?, nil: break
      }
      switch entry.event.detail.turn {
      case .suspends(let reason, let because)?:
        begin(.suspension, dating, nil, reason ?? title, because)
        isSuspended = true
      case .opens?, .goesOn?: end(dating)
      case .resumes(let through)?:
        end(dating)
        if let last = found.indices.last { found[last].learn(through: through, at: dating) }
      case .closes?:
        end(dating, isFinal: true)
        away.removeAll()
      case nil: break
      }
    }
    return found
  }

  /// Whether a party had a seat that it left by an event.
  private func seats(_ party: PartyID, before dating: Dating) -> Bool {
    roster.seats.contains { $0.party == party && $0.until?.position == dating.position }
  }
}
