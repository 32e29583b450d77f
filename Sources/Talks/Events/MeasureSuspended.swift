/// A party stops a measure for the time being.
package struct MeasureSuspended: JointAct {
  package static let name = "measure-suspended"
  package static let help = "A party stops a measure for the time being."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.undone
  package static let chronicleWords = [ChronicleWord("measure_suspended", .recalling)]

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
    try v.required("party", &party, "who stops it")
    try v.list("with", &others, "who else, where several act as one")
    try v.optional("reason", &reason, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$doers.keep(doers, entry)
      $0.step(.suspended, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(act("suspends", "suspend")) \(measure.words)" }
}
