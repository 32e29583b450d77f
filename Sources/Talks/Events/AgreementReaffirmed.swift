/// Parties say that an agreement still binds them.
package struct AgreementReaffirmed: AgreementAct {
  package static let name = "agreement-reaffirmed"
  package static let help = "Parties say that an agreement still binds them."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement
  package static let chronicleWords = [ChronicleWord("agreement_reaffirmed", .recalling)]

  package var agreement = Subject.new(nil)

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.reaffirmed, by: entry.event.parties, entry.dating)
  }

  package func sentence(_ event: Event) -> String { "\(agreement.words) is reaffirmed" }
}
