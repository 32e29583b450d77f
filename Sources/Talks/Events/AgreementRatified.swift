/// A party ratifies a text.
package struct AgreementRatified: AgreementAct {
  package static let name = "agreement-ratified"
  package static let help =
    "A party ratifies, accepts or accedes to a text; that alone puts it in force for nobody."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement
  package static let chronicleWords = [ChronicleWord("agreement_ratified", .recalling)]

  package var agreement = Subject.new(nil)
  package var party = PartyID.placeholder
  package var body: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("party", &party, "who ratifies it")
    try v.optional("body", &body, "which of its bodies, such as a parliament")
  }

  package func act(_ entry: Entry) -> Agreement.Act { Agreement.Act(.ratified, by: [party], entry.dating) }

  package func sentence(_ event: Event) -> String { "\(party.name) ratifies \(agreement.words)" }
}
