/// A party undoes a measure that it had carried out.
package struct MeasureReversed: EventType {
  package static let name = "measure-reversed"
  package static let help = "A party undoes what it had done."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.undone
  package static let chronicleWords = [ChronicleWord("measure_reversed", .recalling)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who undoes it")
    try v.optional("reason", &reason, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$party.keep(party, entry)
      $0.step(.reversed, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) reverses \(measure.words)" }
}
