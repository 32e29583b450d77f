/// A party that had left comes back to the table.
package struct PartyReturned: EventType {
  package static let name = "party-returned"
  package static let help = "A party that had left comes back to the table."
  package static let glyph = Glyph.joined
  package static let chronicleWords = [ChronicleWord("party_returned")]

  package var party = PartyID.placeholder
  package var role: Role?
  package var terms: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who comes back")
    try v.optional("role", &role, "in what role, if another than before")
    try v.optional("terms", &terms, "on what terms")
  }

  package var presence: Presence? { .returns(party, role: role, terms: terms) }

  package func sentence(_ event: Event) -> String { "\(party.name) returns" }
}
