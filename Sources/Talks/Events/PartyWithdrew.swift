/// A party leaves the table.
package struct PartyWithdrew: EventType {
  package static let name = "party-withdrew"
  package static let help = "A party leaves the table."

  package var party = PartyID.placeholder
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who leaves")
    try v.optional("reason", &reason, "why, as it said itself")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.roster.leave(party, reason: reason ?? entry.event.title, at: entry.dating)
  }

  package func sentence(_ event: Event) -> String { "\(party.name) withdraws" }
}
