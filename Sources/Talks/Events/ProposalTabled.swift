/// A party tables a text or an offer.
package struct ProposalTabled: EventType {
  package static let name = "proposal-tabled"
  package static let help = "A party tables a text or an offer."
  package static let glyph = Glyph.proposal
  package static let chronicleWords = [ChronicleWord("proposal_tabled", .naming)]

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var issue: String?
  package var to: [PartyID] = []
  package var clauses: [Clause] = []

  package init() {}

  package static let upcasters = [
    // 2: to whom, and its contents.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who tables it")
    try v.optional("issue", &issue, "on what")
    try v.list("to", &to, "who is to answer it")
    try v.list(
      "clauses", &clauses,
      "its contents, each as “name | ask of us | issue | text”, with ask, offer or term")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) {
      $0.$party.become(party, entry)
      $0.$issue.take(issue, entry)
      $0.$to.take(to, entry)
      $0.word(clauses, dropping: [], entry)
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(party.name) tables \(issue.map { "a proposal on \($0)" } ?? proposal.words)"
  }
}
