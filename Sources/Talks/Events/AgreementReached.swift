/// Parties agree on a text or an understanding.
package struct AgreementReached: EventType {
  package static let name = "agreement-reached"
  package static let help = "Parties agree on a text, or come to an understanding."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [ChronicleWord("agreement_reached", .naming)]

  package var agreement = Subject.new(nil)

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) { $0.step(.reached, entry) }
  }

  package func sentence(_ event: Event) -> String { "\(agreement.words) is reached" }
}
