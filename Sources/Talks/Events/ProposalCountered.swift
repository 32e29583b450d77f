/// A party answers a proposal with one of its own.
package struct ProposalCountered: EventType {
  package static let name = "proposal-countered"
  package static let help = "A party answers a proposal with one of its own."
  package static let course: UsualCourse? = .answers
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var answers = Link<AProposal>.placeholder
  package var issue: String?
  package var to: [PartyID] = []
  package var clauses: [Clause] = []
  package var counters: [Slug] = []

  package init() {}

  package static let upcasters = [
    // 2: to whom, its contents, and which clauses it answers.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who answers")
    try v.required("answers", &answers, "the proposal that it answers")
    try v.optional("issue", &issue, "on what")
    try v.list("to", &to, "who is to answer it")
    try v.list(
      "clauses", &clauses,
      "its own contents, each as “name | ask of us | issue | text”, with ask, offer or term")
    try v.list("counters", &counters, "the names of the clauses that it answers; the whole if left out")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) {
      $0.$party.become(party, entry)
      $0.$issue.take(issue, entry)
      $0.$to.take(to, entry)
      $0.$answers.become(answers.reference, entry)
      $0.word(clauses, dropping: [], entry)
    }
    if answers.reference.process == nil {
      state.proposals.change(.existing(answers.reference)) {
        $0.answer(.countered, counters, entry, by: party, through: proposal.slug)
      }
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(party.name) answers \(answers) with \(proposal.words)"
  }
}
