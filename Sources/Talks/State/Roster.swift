/// The parties at the table, with the periods of their seats.
package struct Roster: Sendable {
  /// The evidence for a party's seat at the table.
  package enum Basis: String, Sendable {
    case joined, returned, attended
    /// Its leaving alone shows that it was there.
    case left
  }

  /// One stretch of a party's presence.
  package struct Seat: Sendable {
    package let party: PartyID
    @Traced package var role: Role?
    @Traced package var tier: Int?
    @Traced package var basis: Basis
    @Traced package var terms: String?
    package let from: Dating
    /// The events that show its presence at the table, in the order of the possible dates.
    package fileprivate(set) var evidence: [Dating]
    package var until: Dating?
    package var reason: String?
    /// The event by which it left, where that says how.
    package fileprivate(set) var leaving: Leaving?
    /// The last phase of a round at which it was, where rounds are all that shows it at the table.
    package fileprivate(set) var lastSeen: Round.Phase?
    /// The beginning of that phase; nil where something else shows it at the table.
    fileprivate var seenAt: Dating?
    fileprivate var seenIn: Slug?
    /// Whether a round was held without it since.
    fileprivate var isMissed = false
    fileprivate let horizon: CivilDay?

    /// When it left, or when it was seen last, once that is over.
    package var left: Dating? {
      if let until { return until }
      guard isTaken == .no, let lastSeen else { return nil }
      return lastSeen.lastDay
    }

    /// Whether the party was there at the end of the day.
    ///
    /// Who was only seen at rounds is at the table from the first to the last of them, not beyond.
    package var isTaken: Truth {
      let came = evidence.reduce(Truth.no) { $0 || $1.hasBegun(by: horizon) }
      return came && !(until?.hasBegun(by: horizon) ?? lastSeen?.isPast ?? .no)
    }
  }

  /// The leaving of a party that was never recorded to have come.
  package struct UnseatedLeaving: Sendable {
    package let party: PartyID
    package let kind: Leaving?
    package let reason: String?
    package let dating: Dating
  }

  package struct Invitation: Sendable {
    package let party: PartyID
    package let by: PartyID?
    package let terms: String?
    package let dating: Dating
  }

  package private(set) var seats: [Seat] = []
  package private(set) var invitations: [Invitation] = []
  package private(set) var unseatedLeavings: [UnseatedLeaving] = []
  /// The index of each party's last seat.
  private var lastSeats: [PartyID: Int] = [:]
  /// The index of each party's seat that it has not left, and that no round was held without it since.
  private var openSeats: [PartyID: Int] = [:]
  /// Those whose open seats only rounds show, the last of them the one given.
  private var seen: (round: Slug?, parties: Set<PartyID>) = (nil, [])

  /// The last day that counts; nil where all of it does.
  package let horizon: CivilDay?

  init(horizon: CivilDay?) { self.horizon = horizon }

  package var atTable: [Seat] { seats.filter { $0.isTaken == .yes } }
  /// The parties possibly at the table, where dates leave that open.
  package var perhapsAtTable: [Seat] { seats.filter { $0.isTaken == .unknown } }

  /// Applies an event's effect on the seats.
  mutating func take(_ presence: Presence, _ entry: Entry) {
    let event = entry.event
    switch presence {
    case .joins(let party, let role, let tier, let terms):
      seat(party, basis: .joined, role: role, tier: tier, terms: terms, entry)
    case .returns(let party, let role, let terms):
      seat(party, basis: .returned, role: role, terms: terms, entry)
    case .leaves(let party, let kind, let reason):
      leave(party, kind, reason: reason ?? event.title, at: entry.dating)
    case .invites(let host, let terms):
      for party in event.parties where party != host {
        invitations.append(Invitation(party: party, by: host, terms: terms, dating: entry.dating))
      }
    case .attends: attend(entry)
    }
  }

  /// Seats those that an event shows at the table; who was only seen at other rounds is missed at this one.
  private mutating func attend(_ entry: Entry) {
    let parties = entry.event.parties
    let round = entry.event.detail.turn == .opens ? nil : entry.event.detail.roundStep?.round
    if let round, !parties.isEmpty, round != seen.round { miss(seen.parties.subtracting(parties)) }
    for party in parties {
      let isNew = openSeats[party] == nil
      seat(party, basis: .attended, entry)
      guard let index = openSeats[party] else { continue }
      if isNew || seats[index].seenAt != nil {
        (seats[index].seenAt, seats[index].seenIn) = (round == nil ? nil : entry.dating, round)
        if round == nil { seen.parties.remove(party) } else { seen.parties.insert(party) }
      }
    }
    if let round, !parties.isEmpty { seen.round = round }
  }

  /// Notes that a round was held without some who were only seen at others.
  private mutating func miss(_ parties: Set<PartyID>) {
    for party in parties {
      if let index = openSeats.removeValue(forKey: party) { seats[index].isMissed = true }
    }
    seen.parties.subtract(parties)
  }

  /// Gives a party a seat; a present party keeps the start of its seat and takes the new details.
  private mutating func seat(
    _ party: PartyID, basis: Basis, role: Role? = nil, tier: Int? = nil, terms: String? = nil, _ entry: Entry
  ) {
    let index: Int
    if let open = openSeats[party] {
      index = open
      if let last = seats[index].evidence.last, last.hasBegun(by: horizon) != .yes || last.surelyBegun == nil
      {
        seats[index].evidence.append(entry.dating)
      }
    } else {
      let before = lastSeats[party].map { seats[$0] }
      index = seats.count
      (lastSeats[party], openSeats[party]) = (index, index)
      seats.append(
        Seat(party: party, basis: basis, from: entry.dating, evidence: [entry.dating], horizon: horizon))
      seats[index].$basis.become(basis, entry)
      if let before { (seats[index].$role, seats[index].$tier) = (before.$role, before.$tier) }
    }
    seats[index].$role.take(role, entry)
    seats[index].$tier.take(tier, entry)
    seats[index].$terms.take(terms, entry)
    if basis != .attended && seats[index].basis == .attended { seats[index].$basis.become(basis, entry) }
    if basis != .attended {
      seats[index].seenAt = nil
      seen.parties.remove(party)
    }
  }

  /// Vacates the seat of a party; its leaving shows that it was there until then.
  private mutating func leave(_ party: PartyID, _ kind: Leaving?, reason: String?, at dating: Dating) {
    guard let index = openSeats.removeValue(forKey: party) else {
      unseatedLeavings.append(UnseatedLeaving(party: party, kind: kind, reason: reason, dating: dating))
      return
    }
    seats[index].until = dating
    seats[index].reason = reason
    seats[index].leaving = kind
    seen.parties.remove(party)
  }

  /// Says of each seat that only rounds show when the party was last seen.
  ///
  /// - Parameters:
  ///   - phases: the phases of all rounds by the position of the event with which each began.
  ///   - later: the events after the last day that counts; who is seen again in these was there in between.
  mutating func settle(_ phases: [Int64: Round.Phase], before later: [Entry]) {
    let sightings = Sightings(later)
    for index in seats.indices where seats[index].until == nil {
      guard let at = seats[index].seenAt else { continue }
      let isSeenAgain =
        !seats[index].isMissed && sightings.show(seats[index].party, apartFrom: seats[index].seenIn)
      seats[index].lastSeen = isSeenAgain ? nil : phases[at.position]
    }
  }

  /// Vacates all seats but of those that were only seen at rounds, which end with these.
  mutating func closeAll(at dating: Dating) {
    miss(seen.parties)
    for index in openSeats.values {
      seats[index].until = dating
      seats[index].reason = "the talks closed"
    }
    openSeats.removeAll()
  }
}

/// Who comes, attends or leaves in some events, and when a round is first held with others.
private struct Sightings {
  /// The place among the events at which each party is first seen.
  private var first: [PartyID: Int] = [:]
  /// The first round at which anybody is named, and the place of the first such round but that one.
  private var round: (slug: Slug, place: Int)?
  private var otherRound: Int?
  /// The place of the first close of the talks.
  private var close: Int?

  init(_ entries: [Entry]) {
    for (place, entry) in entries.enumerated() {
      let detail = entry.event.detail
      switch detail.presence {
      case .joins(let party, _, _, _)?, .returns(let party, _, _)?, .leaves(let party, _, _)?:
        note([party], at: place)
      case .attends?:
        note(entry.event.parties, at: place)
        if let slug = detail.turn == .opens ? nil : detail.roundStep?.round, !entry.event.parties.isEmpty {
          note(slug, at: place)
        }
      case .invites?, nil: break
      }
      if detail.turn == .closes { close = close ?? place }
    }
  }

  private mutating func note(_ parties: [PartyID], at place: Int) {
    for party in parties where first[party] == nil { first[party] = place }
  }

  private mutating func note(_ slug: Slug, at place: Int) {
    if let round {
      if slug != round.slug { otherRound = otherRound ?? place }
    } else {
      round = (slug, place)
    }
  }

  /// Whether a party is seen before a round other than a given one is held without it, and before the talks close.
  func show(_ party: PartyID, apartFrom given: Slug?) -> Bool {
    guard let place = first[party] else { return false }
    let other = round.flatMap { $0.slug == given ? otherRound : $0.place }
    return [other, close].compactMap(\.self).allSatisfy { place <= $0 }
  }
}
