/// A party takes its seat at the table.
package struct PartyJoined: EventType {
  package static let name = "party-joined"
  package static let help = "A party takes its seat at the table."
  package static let glyph = Glyph.joined
  package static let chronicleWords = [ChronicleWord("party_joined")]

  package var party = PartyID.placeholder
  package var role: Role?
  package var tier: Int?
  package var terms: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who joins")
    try v.optional("role", &role, "in what role")
    try v.optional("tier", &tier, "with which tier of the accession plan")
    try v.optional("terms", &terms, "on what terms")
  }

  package var presence: Presence? { .joins(party, role: role, tier: tier, terms: terms) }

  package func sentence(_ event: Event) -> String {
    "\(party.name) joins\(role.map { " as \($0.rawValue)" } ?? "")"
  }
}
