/// Parties are asked to come to the table.
package struct PartyInvited: EventType {
  package static let name = "party-invited"
  package static let help = "Parties are asked to come to the table."
  package static let glyph = Glyph.joined
  package static let chronicleWords = [ChronicleWord("party_invited")]

  package var by: PartyID?
  package var terms: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("inviter", &by, "who asks them")
    try v.optional("terms", &terms, "on what terms")
  }

  package var presence: Presence? { .invites(by: by, terms: terms) }

  package func sentence(_ event: Event) -> String {
    "\(event.parties.map(\.name).joined(separator: ", ")) invited\(by.map { " by \($0.name)" } ?? "")"
  }
}
