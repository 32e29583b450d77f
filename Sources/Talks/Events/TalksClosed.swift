/// The talks end for good, and all seats are vacated.
package struct TalksClosed: EventType {
  package static let name = "talks-closed"
  package static let help = "The talks end for good; nobody is at the table any more."
  package static let glyph = Glyph.closed
  package static let chronicleWords = [ChronicleWord("talks_closed")]

  package var outcome: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("outcome", &outcome, "how they ended")
  }

  package var turn: Turn? { .closes }

  package func sentence(_ event: Event) -> String { "The talks close\(outcome.map { ": \($0)" } ?? "")" }
}
