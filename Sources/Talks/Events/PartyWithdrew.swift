/// A party leaves the table.
package struct PartyWithdrew: EventType {
  package static let name = "party-withdrew"
  package static let help = "A party leaves the table."
  package static let glyph = Glyph.left
  package static let chronicleWords = [ChronicleWord("party_withdrew")]

  package var party = PartyID.placeholder
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who leaves")
    try v.optional("reason", &reason, "why, as it said itself")
  }

  package var presence: Presence? { .leaves(party, reason: reason) }

  package func sentence(_ event: Event) -> String { "\(party.name) withdraws" }
}
