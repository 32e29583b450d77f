/// A party answers a proposal with one of its own.
package struct ProposalCountered: EventType {
  package static let name = "proposal-countered"
  package static let help = "A party answers a proposal with one of its own."
  package static let course: Course? = .answers
  package static let glyph = Glyph.proposal

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
    state.proposals.change(proposal) {
      $0.$party.become(party, entry)
      $0.$issue.take(issue, entry)
      $0.$answers.become(answers.reference, entry)
      $0.step(.tabled, entry, by: party)
    }
    if answers.reference.process == nil {
      state.proposals.change(.existing(answers.reference)) {
        $0.life.step(.countered, entry.dating, by: party)
      }
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(party.name) answers \(answers) with \(proposal.words)"
  }
}
