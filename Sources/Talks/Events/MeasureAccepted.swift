/// The recipient of a promised measure accepts it.
package struct MeasureAccepted: JointAct {
  package static let name = "measure-accepted"
  package static let help = "The party to which a measure was promised accepts it."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.pledged

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
    try v.required("party", &party, "who accepts it")
    try v.list("with", &others, "who else, where several act as one")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) { $0.step(.accepted, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(act("accepts", "accept")) \(measure.words)" }
}
