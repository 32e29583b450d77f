/// A party carries out a measure, promised or not.
package struct MeasureImplemented: JointAct {
  package static let name = "measure-implemented"
  package static let help = "A party does what it promised, or acts without having promised."
  package static let course: UsualCourse? = .acts
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.delivered
  package static let chronicleWords = [ChronicleWord("measure_implemented", .fulfilling)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var others: [PartyID] = []
  package var to: [PartyID] = []
  package var extent: Extent?
  package var quantity: Quantity?
  package var category: Slug?
  package var inReturnFor: [Link<AMeasure>] = []
  package var under: Link<AnAgreement>?

  package static let upcasters: [Upcaster] = [
    // Version 2: joint acts, how much, and what was said only of pledges before.
    .widening
  ]

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who acts")
    try v.list("with", &others, "who else, where several act as one")
    try v.list("to", &to, "to whom")
    try v.optional("extent", &extent, "how far")
    try v.optional(
      "quantity", &quantity, "how much was given this time, such as “16000 t of heavy fuel oil”")
    try v.optional("category", &category, "what kind of act, such as sanctions-relief")
    try v.list("in-return-for", &inReturnFor, "the measures that it answers")
    try v.optional("under", &under, "the agreement that it stems from")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      if $0.doers.contains(party) { $0.$doers.add(others, entry) } else { $0.$doers.keep(doers, entry) }
      $0.$to.keep(to, entry)
      $0.$category.keep(category, entry)
      $0.$extent.take(extent, entry)
      $0.$inReturnFor.add(inReturnFor.map(\.reference), entry)
      $0.$under.keep(under?.reference, entry)
      $0.carryOut(quantity, by: doers, entry)
      $0.step(.implemented, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(act("implements", "implement")) \(measure.words)" }
}
