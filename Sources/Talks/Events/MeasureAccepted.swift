/// The recipient of a promised measure accepts it.
package struct MeasureAccepted: EventType {
  package static let name = "measure-accepted"
  package static let help = "The party to which a measure was promised accepts it."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.pledged

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who accepts it")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) { $0.step(.accepted, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) accepts \(measure.words)" }
}
