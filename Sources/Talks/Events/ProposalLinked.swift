/// What became of a proposal, or of a clause of it: the measures and agreements that it led to.
package struct ProposalLinked: EventType {
  package static let name = "proposal-linked"
  package static let help =
    "Ties a proposal, or a clause of it, to the measures and agreements that it became."
  package static let isDescription = true

  package var proposal = Subject.new(nil)
  package var clause: Slug?
  package var became: [Reference] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.optional("clause", &clause, "which clause of it, by its name; the whole if left out")
    try v.list("became", &became, "the measures or agreements that it became")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) {
      $0.$title.keep(entry.event.title, entry)
      $0.outcomes.append(Proposal.Outcome(clause: clause, became: became, dating: entry.dating))
    }
  }

  package func sentence(_ event: Event) -> String {
    let what = clause.map { "\($0) of \(proposal.words)" } ?? proposal.words
    return "\(what) became \(became.map(\.description).joined(separator: ", "))"
  }
}
