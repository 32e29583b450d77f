/// A later text takes the place of an agreement.
package struct AgreementSuperseded: AgreementAct {
  package static let name = "agreement-superseded"
  package static let help = "A later text takes the place of an agreement."
  package static let glyph = Glyph.broken

  package var agreement = Subject.new(nil)
  package var by = Link<AnAgreement>.placeholder

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.agreement, &agreement)
    try v.required("superseded-by", &by, "the agreement that takes its place")
  }

  package func act(_ entry: Entry) -> Agreement.Act { Agreement.Act(.superseded, by: [], entry.dating) }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.agreements.change(agreement) {
      $0.$supersededBy.become(by.reference, entry)
      $0.take(act(entry), entry)
    }
  }

  package func sentence(_ event: Event) -> String { "\(agreement.words) is superseded by \(by)" }
}
