/// The implementation of a measure is confirmed.
package struct MeasureVerified: EventType {
  package static let name = "measure-verified"
  package static let help = "Somebody confirms that a measure was carried out."
  package static let course: Course? = .confirms
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.verified
  package static let chronicleWords = [ChronicleWord("measure_verified", .recalling)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who confirms it")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) { $0.step(.verified, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) verifies \(measure.words)" }
}
