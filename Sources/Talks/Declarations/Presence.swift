/// What an event says of who is at the table.
package enum Presence: Sendable, Equatable {
  /// A party takes a seat, or is said to sit there in another role or tier.
  case joins(PartyID, role: Role?, tier: Int?, terms: String?)
  /// A party that had left takes a seat again.
  case returns(PartyID, role: Role?, terms: String?)
  /// A party leaves, which begins a breakdown where it had a seat; nil for a reason that the title says.
  case leaves(PartyID, reason: String?)
  /// Those listed are asked to come, save who asks them.
  case invites(by: PartyID?, terms: String?)
  /// Those listed were at the table.
  case attends
}
