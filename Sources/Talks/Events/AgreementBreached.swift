/// A party breaches an agreement, according to an assessor or a source.
package struct AgreementBreached: EventType {
  package static let name = "agreement-breached"
  package static let help = "A party breaks an agreement, as somebody sees it."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.broken

  package var agreement = Subject.new(nil)
  package var party = PartyID.placeholder
  package var according: String?
  package var through: [Reference] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("party", &party, "who breaks it")
    try v.optional("according-to", &according, "who says so")
    try v.list("through", &through, "what breaks it, such as a setback or a measure")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) {
      $0.acts.append(.init(.breached, by: [party], through: through, entry.dating))
      $0.step(.breached, entry, by: party)
    }
  }

  package func sentence(_ event: Event) -> String { "\(party.name) breaches \(agreement.words)" }
}
