/// Ties a measure to what it answers and what it stems from; said again, it replaces the ties said before.
package struct MeasureLinked: EventType {
  package static let name = "measure-linked"
  package static let help =
    "Ties a measure to what it answers and what it stems from; said again, it replaces the ties said before."

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
    state.measures.change(measure, new: Measure()) {
      $0.describe(entry.event)
      $0.inReturnFor = inReturnFor.map(\.reference)
      $0.under = under?.reference
      if !to.isEmpty { $0.to = to }
      $0.category = category ?? $0.category
      $0.deadline = deadline ?? $0.deadline
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(measure.words) is tied to \((inReturnFor.map(\.description) + [under?.description].compactMap { $0 }).joined(separator: ", "))"
  }
}
