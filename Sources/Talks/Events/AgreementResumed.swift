/// A suspension of an agreement ends.
package struct AgreementResumed: AgreementAct {
  package static let name = "agreement-resumed"
  package static let help =
    "A party, or all, put an agreement back in force that they had suspended."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement

  package var agreement = Subject.new(nil)
  package var party: PartyID?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.optional("party", &party, "who resumes it; all who had suspended it, if left out")
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.resumed, by: party.map { [$0] } ?? [], entry.dating)
  }

  package func sentence(_ event: Event) -> String {
    party.map { "\($0.name) puts \(agreement.words) back in force" }
      ?? "\(agreement.words) is back in force"
  }
}
