/// A promise lapses without having been kept or withdrawn.
package struct MeasureLapsed: EventType {
  package static let name = "measure-lapsed"
  package static let help = "A promise comes to nothing without having been kept or taken back."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.undone

  package var measure = Subject.new(nil)
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.optional("reason", &reason, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) { $0.step(.lapsed, entry) }
  }

  package func sentence(_ event: Event) -> String { "\(measure.words) lapses" }
}
