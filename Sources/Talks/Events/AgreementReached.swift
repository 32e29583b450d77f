/// Parties agree on a text or an understanding.
package struct AgreementReached: AgreementAct {
  package static let name = "agreement-reached"
  package static let help = "Parties agree on a text, or come to an understanding."
  package static let movement: Movement? = .forward
  package static let isDoneTogether = true
  package static let glyph = Glyph.agreement
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [ChronicleWord("agreement_reached", .naming)]
  package static let upcasters = [
    // 2: its term, and the notice that it asks for.
    Upcaster.widening
  ]

  package var agreement = Subject.new(nil)
  package var terms = Agreement.Terms()

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try terms.fields(&v)
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.reached, by: entry.event.parties, entry.dating, terms: terms)
  }

  package func sentence(_ event: Event) -> String { "\(agreement.words) is reached\(terms.words)" }
}
