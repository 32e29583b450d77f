/// A party takes its proposal back.
package struct ProposalWithdrawn: EventType {
  package static let name = "proposal-withdrawn"
  package static let help = "A party takes its proposal back."
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who takes it back")
    try v.optional("reason", &reason, "why, as it said itself")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) { $0.withdraw(entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) withdraws \(proposal.words)" }
}
