/// Something sets the talks back: a test, an incident, a walk-out.
package struct SetbackOccurred: EventType {
  package static let name = "setback-occurred"
  package static let help = "Something sets the talks back: a test, an incident, a walk-out."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.setback
  package static let chronicleWords = [ChronicleWord("setback", .naming)]

  package var setback = Subject.new(nil)
  package var kind: SetbackKind?
  package var party: PartyID?
  package var severity: Severity?
  package var assessor: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.setback, &setback)
    try v.optional("kind", &kind, "what kind of setback")
    try v.optional("party", &party, "whose act it was")
    try v.optional("severity", &severity, "how grave it is")
    try v.optional("assessed-by", &assessor, "who assessed that")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.setbacks.change(setback) {
      $0.$title.keep(entry.event.title, entry)
      $0.$kind.take(kind, entry)
      $0.$party.take(party, entry)
      $0.occurred = $0.occurred ?? entry.dating
      if let severity {
        $0.assessments.append(.init(severity: severity, by: assessor, dating: entry.dating))
      }
    }
  }

  package var isLandmark: Bool { severity == .severe || kind == .nuclearTest }

  package func sentence(_ event: Event) -> String {
    "Setback\(kind.map { " (\($0.rawValue))" } ?? ""): \(setback.words)"
  }
}
