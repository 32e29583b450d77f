/// An agreement ends for all.
package struct AgreementEnded: AgreementAct {
  package static let name = "agreement-ended"
  package static let help =
    "An agreement ends for all whom it binds, otherwise than by its term, one party’s renunciation or a later text."
  package static let glyph = Glyph.broken
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [ChronicleWord("agreement_ended", .recalling)]

  package var agreement = Subject.new(nil)
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.optional("reason", &reason, "why, such as carried out, or by consent")
  }

  package func act(_ entry: Entry) -> Agreement.Act { Agreement.Act(.ended, by: [], entry.dating) }

  package func sentence(_ event: Event) -> String { "\(agreement.words) ends" }
}
