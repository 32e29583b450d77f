/// Parties are asked to come to the table.
package struct PartyInvited: EventType {
  package static let name = "party-invited"
  package static let help = "Parties are asked to come to the table."

  package var by: PartyID?
  package var terms: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("inviter", &by, "who asks them")
    try v.optional("terms", &terms, "on what terms")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    for party in entry.event.parties where party != by {
      state.roster.invite(party, by: by, terms: terms, at: entry.dating)
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(event.parties.map(\.name).joined(separator: ", ")) invited\(by.map { " by \($0.name)" } ?? "")"
  }
}
