/// A party accepts a proposal.
package struct ProposalAccepted: EventType {
  package static let name = "proposal-accepted"
  package static let help = "A party accepts a proposal."
  package static let isDoneTogether = true
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who accepts it")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) { $0.step(.accepted, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) accepts \(proposal.words)" }
}
