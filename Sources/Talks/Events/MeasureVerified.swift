/// Somebody looks whether a measure was carried out; that may fail.
package struct MeasureVerified: JointAct {
  package static let name = "measure-verified"
  package static let help =
    "Somebody looks whether a measure was carried out: confirms it, is refused, cannot tell, or finds otherwise."
  package static let course: UsualCourse? = .confirms
  package static let movement: Movement? = .forward
  package static let glyph = Glyph.verified
  package static let chronicleWords = [ChronicleWord("measure_verified", .confirming)]

  package var measure = Subject.new(nil)
  package var party = PartyID.placeholder
  package var others: [PartyID] = []
  package var result: VerificationResult?
  package var method: String?
  package var scope: String?
  package var next: EDTF?

  package static let upcasters: [Upcaster] = [
    // Version 2: several who verify, results, method, scope and the next date.
    .widening
  ]

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.measure, &measure)
    try v.required("party", &party, "who looks, or asks to")
    try v.list("with", &others, "who else, where several act as one")
    try v.optional("result", &result, "what came of it; confirmed if left out")
    try v.optional("method", &method, "how, such as inspection or satellite images")
    try v.optional("scope", &scope, "what it took in, such as “the reactor, not the reprocessing plant”")
    try v.optional("next", &next, "when it is to be looked at again")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    let verification = VerificationAttempt(
      result: outcome, by: doers, method: method, scope: scope, next: next, dating: entry.dating)
    state.measures.change(measure) { $0.take(verification, entry) }
  }

  package func sentence(_ event: Event) -> String {
    switch outcome {
    case .confirmed: "\(act("verifies", "verify")) \(measure.words)"
    case .refused: "\(act("is", "are")) refused to verify \(measure.words)"
    case .notConfirmed: "\(act("cannot", "cannot")) confirm \(measure.words)"
    case .foundOtherwise: "\(act("finds", "find")) otherwise than said of \(measure.words)"
    }
  }

  /// What came of it.
  package var outcome: VerificationResult { result ?? .confirmed }
  /// A step on its track only where it confirms the measure.
  package var movement: Movement? { outcome == .confirmed ? .forward : nil }
  package var glyph: Glyph { outcome == .confirmed ? .verified : .unverified }
}
