/// A party rejects a proposal.
package struct ProposalRejected: EventType {
  package static let name = "proposal-rejected"
  package static let help = "A party rejects a proposal."
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var clauses: [Slug] = []
  package var reason: String?

  package init() {}

  package static let upcasters = [
    // 2: which clauses.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who rejects it")
    try v.list("clauses", &clauses, "the names of the clauses that it rejects; all of them if left out")
    try v.optional("reason", &reason, "why, as it said itself")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) { $0.answer(.rejected, clauses, entry, by: party, reason: reason) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) rejects \(clauses.of(proposal))" }
}
