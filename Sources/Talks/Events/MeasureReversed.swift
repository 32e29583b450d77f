/// A party undoes a measure that it had carried out.
package struct MeasureReversed: JointAct {
  package static let name = "measure-reversed"
  package static let help = "A party undoes what it had done."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.undone
  package static let chronicleWords = [ChronicleWord("measure_reversed", .recalling)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var others: [PartyID] = []
  package var reason: String?

  package static let upcasters: [Upcaster] = [
    // Version 2: joint acts.
    .widening
  ]

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who undoes it")
    try v.list("with", &others, "who else, where several act as one")
    try v.optional("reason", &reason, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$doers.keep(doers, entry)
      $0.step(.reversed, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(act("reverses", "reverse")) \(measure.words)" }
}
