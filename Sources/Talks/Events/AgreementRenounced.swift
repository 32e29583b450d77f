/// A party declares that an agreement no longer binds it.
package struct AgreementRenounced: EventType {
  package static let name = "agreement-renounced"
  package static let help = "A party declares that an agreement no longer binds it."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.broken
  package static let chronicleWords = [ChronicleWord("agreement_renounced", .recalling)]

  package var agreement = Subject.new(nil)
  package var party = PartyID.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("party", &party, "who renounces it")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) { $0.step(.renounced, entry, by: party) }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) renounces \(agreement.words)" }
}
