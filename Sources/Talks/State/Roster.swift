/// The parties at the table, with the periods of their seats.
package struct Roster: Sendable {
  /// The evidence for a party's seat at the table.
  package enum Basis: String, Sendable { case joined, returned, attended }

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
    fileprivate let horizon: CivilDay?

    /// Whether the party was there at the end of the day.
    package var isTaken: Truth {
      let came = evidence.reduce(Truth.no) { $0 || $1.hasBegun(by: horizon) }
      return came && !(until?.hasBegun(by: horizon) ?? .no)
    }
  }

  package struct Invitation: Sendable {
    package let party: PartyID
    package let by: PartyID?
    package let terms: String?
    package let dating: Dating
  }

  package private(set) var seats: [Seat] = []
  package private(set) var invitations: [Invitation] = []

  /// The last day that counts; nil where all of it does.
  package let horizon: CivilDay?

  init(horizon: CivilDay?) { self.horizon = horizon }

  package var atTable: [Seat] { seats.filter { $0.isTaken == .yes } }
  /// The parties possibly at the table, where dates leave that open.
  package var perhapsAtTable: [Seat] { seats.filter { $0.isTaken == .unknown } }

  private func openSeat(of party: PartyID) -> Int? {
    seats.lastIndex { $0.party == party && $0.until == nil }
  }

  /// Applies an event's effect on the seats.
  mutating func take(_ presence: Presence, _ entry: Entry) {
    let event = entry.event
    switch presence {
    case .joins(let party, let role, let tier, let terms):
      seat(party, basis: .joined, role: role, tier: tier, terms: terms, entry)
    case .returns(let party, let role, let terms):
      seat(party, basis: .returned, role: role, terms: terms, entry)
    case .leaves(let party, let reason): leave(party, reason: reason ?? event.title, at: entry.dating)
    case .invites(let host, let terms):
      for party in event.parties where party != host {
        invitations.append(Invitation(party: party, by: host, terms: terms, dating: entry.dating))
      }
    case .attends: for party in event.parties { seat(party, basis: .attended, entry) }
    }
  }

  /// Gives a party a seat; a present party keeps the start of its seat and takes the new details.
  private mutating func seat(
    _ party: PartyID, basis: Basis, role: Role? = nil, tier: Int? = nil, terms: String? = nil, _ entry: Entry
  ) {
    let index: Int
    if let open = openSeat(of: party) {
      index = open
      if let last = seats[index].evidence.last, last.hasBegun(by: horizon) != .yes || last.surelyBegun == nil
      {
        seats[index].evidence.append(entry.dating)
      }
    } else {
      let before = seats.last { $0.party == party }
      index = seats.count
      seats.append(
        Seat(party: party, basis: basis, from: entry.dating, evidence: [entry.dating], horizon: horizon))
      seats[index].$basis.become(basis, entry)
      if let before { (seats[index].$role, seats[index].$tier) = (before.$role, before.$tier) }
    }
    seats[index].$role.take(role, entry)
    seats[index].$tier.take(tier, entry)
    seats[index].$terms.take(terms, entry)
    if basis != .attended && seats[index].basis == .attended { seats[index].$basis.become(basis, entry) }
  }

  private mutating func leave(_ party: PartyID, reason: String?, at dating: Dating) {
    guard let index = openSeat(of: party) else { return }
    seats[index].until = dating
    seats[index].reason = reason
  }

  mutating func closeAll(at dating: Dating) {
    for index in seats.indices where seats[index].until == nil {
      seats[index].until = dating
      seats[index].reason = "the talks closed"
    }
  }
}
