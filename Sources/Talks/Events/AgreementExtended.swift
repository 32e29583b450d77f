/// The term of an agreement is extended.
package struct AgreementExtended: AgreementAct {
  package static let name = "agreement-extended"
  package static let help = "The term of an agreement is made longer, or taken away."
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.agreement
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [ChronicleWord("agreement_extended", .recalling)]

  package var agreement = Subject.new(nil)
  package var until: EDTF?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.optional("until", &until, "its last day from now on, if known; a date with /.. after it for no end")
  }

  package func act(_ entry: Entry) -> Agreement.Act {
    Agreement.Act(.extended, by: entry.event.parties, entry.dating, terms: Agreement.Terms(until: until))
  }

  package func sentence(_ event: Event) -> String {
    "\(agreement.words) is extended\(until.map { $0.isOpenEnded ? " without an end" : " until \($0.inWords)" } ?? "")"
  }
}
