/// A party promises a concrete act.
package struct MeasurePledged: JointAct {
  package static let name = "measure-pledged"
  package static let help = "A party promises a concrete act."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.pledged
  package static let chronicleWords = [ChronicleWord("measure_pledged", .naming)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var others: [PartyID] = []
  package var to: [PartyID] = []
  package var category: Slug?
  package var quantity: Quantity?
  package var deadline: EDTF?
  package var condition: String?
  package var inReturnFor: [Link<AMeasure>] = []
  package var under: Link<AnAgreement>?

  package static let upcasters: [Upcaster] = [
    // Version 2: joint acts, and how much.
    .widening
  ]

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who is to act")
    try v.list("with", &others, "who else, where several act as one")
    try v.list("to", &to, "to whom it is promised")
    try v.optional("category", &category, "what kind of act, such as sanctions-relief")
    try v.optional("quantity", &quantity, "how much, such as “50000 t of heavy fuel oil”")
    try v.optional("deadline", &deadline, "by when")
    try v.optional("condition", &condition, "on what condition")
    try v.list("in-return-for", &inReturnFor, "the measures that it answers")
    try v.optional("under", &under, "the agreement that it stems from")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$doers.become(doers, entry)
      $0.$promisers.become(doers, entry)
      $0.$to.take(to, entry)
      $0.$category.take(category, entry)
      $0.$deadline.take(deadline, entry)
      $0.$condition.take(condition, entry)
      $0.$inReturnFor.take(inReturnFor.map(\.reference), entry)
      $0.$under.take(under?.reference, entry)
      $0.promise(quantity, by: doers, entry)
      $0.step(.pledged, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(act("pledges", "pledge")) \(measure.words)\(deadline.map { " by \($0.inWords)" } ?? "")"
  }
}
