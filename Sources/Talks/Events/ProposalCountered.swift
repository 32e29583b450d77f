/// A party answers a proposal with one of its own.
package struct ProposalCountered: EventType {
  package static let name = "proposal-countered"
  package static let help = "A party answers a proposal with one of its own."

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var answers = Link<AProposal>.placeholder
  package var issue: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who answers")
    try v.required("answers", &answers, "the proposal that it answers")
    try v.optional("issue", &issue, "on what")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal, new: Proposal()) {
      $0.party = party
      $0.issue = issue ?? $0.issue
      $0.answers = answers.reference
      $0.step(.tabled, entry, by: party)
    }
    if answers.reference.process == nil {
      state.proposals.change(.existing(answers.reference), new: Proposal()) {
        $0.steps.append(.init(status: .countered, mark: entry.mark, by: party))
      }
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(party.name) answers \(answers) with \(proposal.words)"
  }
}
