/// The talks open.
package struct TalksOpened: EventType {
  package static let name = "talks-opened"
  package static let help = "The talks open."
  package static let glyph = Glyph.opened
  package static let setsFormat = true
  package static let chronicleWords = [ChronicleWord("talks_opened")]

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {}

  package var turn: Turn? { .opens }
  package var presence: Presence? { .attends }

  package func sentence(_ event: Event) -> String { "The talks open" }
}
