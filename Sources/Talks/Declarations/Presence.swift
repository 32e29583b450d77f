/// The effect of an event on the seats at the table.
package enum Presence: Sendable, Equatable {
  /// A party takes a seat, or changes its role or tier.
  case joins(PartyID, role: Role?, tier: Int?, terms: String?)
  /// A party that had left takes a seat again.
  case returns(PartyID, role: Role?, terms: String?)
  /// A party leaves; nil for a kind that is not stated, and for a reason given by the title.
  case leaves(PartyID, kind: Leaving?, reason: String?)
  /// The listed parties are asked to come, except the one that asks.
  case invites(by: PartyID?, terms: String?)
  /// The listed parties were at the table.
  case attends
}
