/// A party suspends an agreement, wholly or in part.
package struct AgreementSuspended: AgreementAct {
  package static let name = "agreement-suspended"
  package static let help =
    "A party suspends an agreement, wholly or in part; its next suspension takes the place of this one."
  package static let movement: Movement? = .back
  package static let glyph = Glyph.broken

  package var agreement = Subject.new(nil)
  package var party: PartyID?
  package var extent: Extent?
  package var provisions: String?
  package var until: EDTF?
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.optional("party", &party, "who suspends it; all whom it binds, if left out")
    try v.optional("extent", &extent, "fully, or partly; fully unless provisions are named")
    try v.optional("provisions", &provisions, "which provisions, such as article 1(3)")
    try v.optional("until", &until, "the last day on which it is suspended, where that is said")
    try v.optional("reason", &reason, "why")
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(
      .suspended, by: party.map { [$0] } ?? [], entry.dating, until: until,
      extent: extent ?? (provisions == nil ? .fully : .partly), provisions: provisions)
  }

  package func sentence(_ event: Event) -> String {
    let part = (extent ?? (provisions == nil ? .fully : .partly)) == .partly ? " in part" : ""
    return party.map { "\($0.name) suspends \(agreement.words)\(part)" }
      ?? "\(agreement.words) is suspended\(part)"
  }
}
