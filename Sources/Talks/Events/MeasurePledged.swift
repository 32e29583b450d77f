/// A party promises a concrete act.
package struct MeasurePledged: EventType {
  package static let name = "measure-pledged"
  package static let help = "A party promises a concrete act."

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var to: [PartyID] = []
  package var category: Slug?
  package var deadline: EDTF?
  package var condition: String?
  package var inReturnFor: [Link<AMeasure>] = []
  package var under: Link<AnAgreement>?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who is to act")
    try v.list("to", &to, "to whom it is promised")
    try v.optional("category", &category, "what kind of act, such as sanctions-relief")
    try v.optional("deadline", &deadline, "by when")
    try v.optional("condition", &condition, "on what condition")
    try v.list("in-return-for", &inReturnFor, "the measures that it answers")
    try v.optional("under", &under, "the agreement that it stems from")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure, new: Measure()) {
      $0.party = party
      if !to.isEmpty { $0.to = to }
      $0.category = category ?? $0.category
      $0.deadline = deadline ?? $0.deadline
      $0.condition = condition ?? $0.condition
      if !inReturnFor.isEmpty { $0.inReturnFor = inReturnFor.map(\.reference) }
      $0.under = under?.reference ?? $0.under
      $0.step(.pledged, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(party.name) pledges \(measure.words)\(deadline.map { " by \($0.inWords)" } ?? "")"
  }
}
