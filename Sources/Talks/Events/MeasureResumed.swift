/// A party resumes a suspended or reversed measure, which is then implemented again.
package struct MeasureResumed: EventType {
  package static let name = "measure-resumed"
  package static let help =
    "A party takes up again a measure that it had suspended or reversed; it is implemented once more."
  package static let course: Course? = .resumes
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.delivered

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who takes it up again")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.measures.change(measure) {
      $0.$party.keep(party, entry)
      $0.step(.implemented, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) resumes \(measure.words)" }
}
