/// A party breaches an agreement, as alleged or as found.
package struct AgreementBreached: AgreementAct {
  package static let name = "agreement-breached"
  package static let help =
    "A party breaks an agreement, as somebody alleges or finds; that alone ends nothing."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.broken
  package static let upcasters = [
    // 2: the parties that allege it, and those that find it.
    Upcaster.widening
  ]

  package var agreement = Subject.new(nil)
  package var party = PartyID.placeholder
  package var according: String?
  package var allegedBy: [PartyID] = []
  package var foundBy: [PartyID] = []
  package var through: [Reference] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("party", &party, "who breaks it")
    try v.optional("according-to", &according, "who says so")
    try v.list("alleged-by", &allegedBy, "the parties that allege it")
    try v.list("found-by", &foundBy, "who found it to be so, such as a monitoring body")
    try v.list("through", &through, "what breaks it, such as a setback or a measure")
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(
      .breached, by: [party], entry.dating, through: through,
      claim: Agreement.Claim(allegedBy: allegedBy, foundBy: foundBy, according: according))
  }

  package func sentence(_ event: Event) -> String { "\(party.name) breaches \(agreement.words)" }
}
