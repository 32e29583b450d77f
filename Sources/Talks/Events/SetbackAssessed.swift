/// An assessor's judgement of the severity of a setback; several assessments coexist.
package struct SetbackAssessed: EventType {
  package static let name = "setback-assessed"
  package static let help = "Somebody judges how grave a setback is; assessments by others stand beside it."
  package static let glyph = Glyph.setback
  package static let isDescription = true

  package var setback = Subject.new(nil)
  package var severity = Severity.placeholder
  package var assessor = String.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.setback, &setback)
    try v.required("severity", &severity, "how grave it is")
    try v.required("assessed-by", &assessor, "who judges so")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.setbacks.change(setback) {
      $0.assessments.append(.init(severity: severity, by: assessor, dating: entry.dating))
    }
  }

  package func sentence(_ event: Event) -> String {
    "\(assessor) judges \(setback.words) \(severity.rawValue)"
  }
}
