/// Parties sign a text.
package struct AgreementSigned: EventType {
  package static let name = "agreement-signed"
  package static let help = "Parties sign a text."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement
  package static let chronicleWords = [ChronicleWord("agreement_signed", .completing)]

  package var agreement = Subject.new(nil)

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) { $0.step(.signed, entry) }
  }

  package func sentence(_ event: Event) -> String { "\(agreement.words) is signed" }
}
