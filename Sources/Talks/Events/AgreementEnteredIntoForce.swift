/// An agreement enters into force.
package struct AgreementEnteredIntoForce: AgreementAct {
  package static let name = "agreement-entered-into-force"
  package static let help =
    "A text takes effect; before that day it was in force for none of those that it takes effect for."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [ChronicleWord("agreement_entered_into_force", .recalling)]

  package var agreement = Subject.new(nil)
  package var whom: [PartyID] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.list("for", &whom, "for whom it takes effect, if not for all")
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.enteredIntoForce, by: whom, entry.dating)
  }

  package func sentence(_ event: Event) -> String {
    let whom = whom.map(\.name).joined(separator: ", ")
    return "\(agreement.words) enters into force\(whom.isEmpty ? "" : " for \(whom)")"
  }
}
