/// A party carries out a measure, promised or not.
package struct MeasureImplemented: EventType {
  package static let name = "measure-implemented"
  package static let help = "A party does what it promised, or acts without having promised."
  package static let course: Course? = .acts
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.delivered
  package static let chronicleWords = [ChronicleWord("measure_implemented", .naming)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var extent: Extent?
  package var category: Slug?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who acts")
    try v.optional("extent", &extent, "how far")
    try v.optional("category", &category, "what kind of act, such as sanctions-relief")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$party.keep(party, entry)
      $0.$category.keep(category, entry)
      $0.$extent.take(extent, entry)
      $0.step(.implemented, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) implements \(measure.words)" }
}
