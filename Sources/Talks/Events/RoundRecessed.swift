/// A round breaks off, to go on in another phase.
package struct RoundRecessed: EventType {
  package static let name = "round-recessed"
  package static let help = "A round breaks off, to go on in another phase."
  package static let course: UsualCourse? = .stops
  package static let glyph = Glyph.planned
  package static let chronicleWords = [ChronicleWord("talks_suspended", .continuing)]

  package var round = Subject.new(nil)
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("reason", &reason, "why")
  }

  package var roundStep: RoundStep? { .ends(round, as: .recessed) }

  package func sentence(_ event: Event) -> String { "\(round.words) recesses" }
}
