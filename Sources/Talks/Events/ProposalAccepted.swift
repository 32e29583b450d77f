/// A party accepts a proposal.
package struct ProposalAccepted: EventType {
  package static let name = "proposal-accepted"
  package static let help = "A party accepts a proposal."
  package static let glyph = Glyph.proposal

  package var proposal = Subject.new(nil)
  package var party = PartyID.placeholder
  package var clauses: [Slug] = []

  package init() {}

  package static let upcasters = [
    // 2: which clauses.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.proposal, &proposal)
    try v.required("party", &party, "who accepts it")
    try v.list("clauses", &clauses, "the names of the clauses that it accepts; all of them if left out")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.proposals.change(proposal) { $0.answer(.accepted, clauses, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) accepts \(clauses.of(proposal))" }
}

extension [Slug] {
  /// A proposal, or the named clauses of it, in words.
  func of(_ proposal: Subject) -> String {
    isEmpty ? proposal.words : "\(map(\.text).joined(separator: ", ")) of \(proposal.words)"
  }
}
