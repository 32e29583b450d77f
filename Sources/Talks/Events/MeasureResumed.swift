/// A party resumes a suspended or reversed measure, which is then implemented again.
package struct MeasureResumed: JointAct {
  package static let name = "measure-resumed"
  package static let help =
    "A party takes up again a measure that it had suspended or reversed; it is implemented once more."
  package static let course: UsualCourse? = .resumes
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.delivered
  package static let chronicleWords = [ChronicleWord("measure_implemented", .resuming)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var others: [PartyID] = []

  package static let upcasters: [Upcaster] = [
    // Version 2: joint acts.
    .widening
  ]

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who takes it up again")
    try v.list("with", &others, "who else, where several act as one")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$doers.keep(doers, entry)
      $0.step(.implemented, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(act("resumes", "resume")) \(measure.words)" }
}
