/// The links of a measure to the measures that it answers and to its origin;
/// a later event replaces earlier links.
package struct MeasureLinked: EventType {
  package static let name = "measure-linked"
  package static let help =
    "Ties a measure to what it answers and what it stems from; said again, it replaces the ties said before."
  package static let glyph = Glyph.pledged
  package static let isDescription = true

  package var measure = Subject.new(nil)
  package var to: [PartyID] = []
  package var category: Slug?
  package var deadline: EDTF?
  package var inReturnFor: [Link<AMeasure>] = []
  package var under: Link<AnAgreement>?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.list("to", &to, "to whom it is promised")
    try v.optional("category", &category, "what kind of act, such as sanctions-relief")
    try v.optional("deadline", &deadline, "by when")
    try v.list("in-return-for", &inReturnFor, "the measures that it answers")
    try v.optional("under", &under, "the agreement that it stems from")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.describe(entry)
      $0.$inReturnFor.become(inReturnFor.map(\.reference), entry)
      $0.$under.become(under?.reference, entry)
      $0.$to.take(to, entry)
      $0.$category.take(category, entry)
      $0.$deadline.take(deadline, entry)
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(measure.words) is tied to \((inReturnFor.map(\.description) + [under?.description].compactMap { $0 }).joined(separator: ", "))"
  }
}
