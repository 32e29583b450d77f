/// A party declares that an agreement no longer binds it, at once or after notice.
package struct AgreementRenounced: AgreementAct {
  package static let name = "agreement-renounced"
  package static let help =
    "A party declares that an agreement no longer binds it, at once or from a later day on."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.broken
  package static let chronicleWords = [ChronicleWord("agreement_renounced", .recalling)]
  package static let upcasters = [
    // 2: the day from which it no longer binds.
    Upcaster.widening
  ]

  package var agreement = Subject.new(nil)
  package var party = PartyID.placeholder
  package var effective: EDTF?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("party", &party, "who renounces it")
    try v.optional(
      "effective", &effective, "the first day on which it no longer binds it, where notice is given of that")
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.renounced, by: [party], entry.dating, effective: effective)
  }

  package func sentence(_ event: Event) -> String {
    "\(party.name) renounces \(agreement.words)\(effective.map { " with effect from \($0.inWords)" } ?? "")"
  }
}
