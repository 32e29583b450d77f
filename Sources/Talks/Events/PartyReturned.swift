/// A party that had left comes back to the table.
package struct PartyReturned: EventType {
  package static let name = "party-returned"
  package static let help = "A party that had left comes back to the table."

  package var party = PartyID.placeholder
  package var role: Role?
  package var terms: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who comes back")
    try v.optional("role", &role, "in what role, if another than before")
    try v.optional("terms", &terms, "on what terms")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.roster.seat(party, basis: .returned, role: role, terms: terms, entry)
  }

  package func sentence(_ event: Event) -> String { "\(party.name) returns" }
}
