/// A party tables a new version of its proposal.
package struct ProposalRevised: EventType {
  package static let name = "proposal-revised"
  package static let help =
    "A party tables a new version of its proposal; clauses that it does not name stay as they were."
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var clauses: [Clause] = []
  package var drops: [Slug] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who tables it anew")
    try v.list(
      "clauses", &clauses, "the clauses that are new or read otherwise, written as when it was tabled")
    try v.list("drops", &drops, "the names of the clauses that are taken out")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) {
      $0.$party.keep(party, entry)
      $0.word(clauses, dropping: drops, entry)
    }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) revises \(proposal.words)" }
}
