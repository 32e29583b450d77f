/// Who is at the table, and since when.
package struct Roster: Sendable {
  /// How we know that a party was at the table.
  package enum Basis: String, Sendable { case joined, returned, attended }

  /// One stretch of a party's presence.
  package struct Seat: Sendable {
    package let party: PartyID
    package var role: Role?
    package var tier: Int?
    package var basis: Basis
    package var terms: String?
    package let from: Mark
    package var until: Mark?
    package var reason: String?
  }

  package struct Invitation: Sendable {
    package let party: PartyID
    package let by: PartyID?
    package let terms: String?
    package let mark: Mark
  }

  package private(set) var seats: [Seat] = []
  package private(set) var invitations: [Invitation] = []

  package var atTable: [Seat] { seats.filter { $0.until == nil } }

  private func openSeat(of party: PartyID) -> Int? {
    seats.lastIndex { $0.party == party && $0.until == nil }
  }

  /// Gives a party a seat; one that it has already keeps its start and takes what is said now.
  mutating func seat(
    _ party: PartyID, basis: Basis, role: Role? = nil, tier: Int? = nil, terms: String? = nil, at mark: Mark
  ) {
    let before = seats.last { $0.party == party }
    if let index = openSeat(of: party) {
      seats[index].role = role ?? seats[index].role
      seats[index].tier = tier ?? seats[index].tier
      seats[index].terms = terms ?? seats[index].terms
      if basis != .attended && seats[index].basis == .attended { seats[index].basis = basis }
    } else {
      seats.append(
        Seat(
          party: party, role: role ?? before?.role, tier: tier ?? before?.tier, basis: basis, terms: terms,
          from: mark))
    }
  }

  mutating func leave(_ party: PartyID, reason: String?, at mark: Mark) {
    guard let index = openSeat(of: party) else { return }
    seats[index].until = mark
    seats[index].reason = reason
  }

  mutating func invite(_ party: PartyID, by: PartyID?, terms: String?, at mark: Mark) {
    invitations.append(Invitation(party: party, by: by, terms: terms, mark: mark))
  }

  mutating func closeAll(at mark: Mark) {
    for index in seats.indices where seats[index].until == nil {
      seats[index].until = mark
      seats[index].reason = "the talks closed"
    }
  }
}
