/// A party rejects a proposal.
package struct ProposalRejected: EventType {
  package static let name = "proposal-rejected"
  package static let help = "A party rejects a proposal."
  package static let isDoneTogether = true
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who rejects it")
    try v.optional("reason", &reason, "why, as it said itself")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) { $0.step(.rejected, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) rejects \(proposal.words)" }
}
