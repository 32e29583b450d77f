/// The talks go on after a suspension.
package struct TalksResumed: EventType {
  package static let name = "talks-resumed"
  package static let help = "The talks go on after a suspension."
  package static let glyph = Glyph.opened
  package static let chronicleWords = [ChronicleWord("talks_resumed")]

  package var through: [Reference] = []
  package var round: Link<ARound>?

  package init() {}

  package static let upcasters = [
    // 2: names the round that is reopened with them.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.list("through", &through, "what brought them back, such as a measure or an agreement")
    try v.optional("round", &round, "the round that goes on with them in another phase, if one does")
  }

  package var turn: Turn? { .resumes(through: through) }
  package var roundStep: RoundStep? { .begins(round) }
  package var presence: Presence? { round == nil ? nil : .attends }
  package var meeting: MeetingKind? { round == nil ? nil : .round }

  package func sentence(_ event: Event) -> String { "The talks resume" }
}
