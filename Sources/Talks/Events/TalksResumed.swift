/// The talks go on after a suspension.
package struct TalksResumed: EventType {
  package static let name = "talks-resumed"
  package static let help = "The talks go on after a suspension."
  package static let glyph = Glyph.opened
  package static let chronicleWords = [ChronicleWord("talks_resumed")]

  package var through: [Reference] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.list("through", &through, "what brought them back, such as a measure or an agreement")
  }

  package var turn: Turn? { .resumes(through: through) }

  package func sentence(_ event: Event) -> String { "The talks resume" }
}
