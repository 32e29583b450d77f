/// Parties meet or talk outside rounds: a summit, an envoy, a back channel, a call.
package struct ContactHeld: EventType {
  package static let name = "contact-held"
  package static let help = "Parties meet or talk outside rounds: a summit, an envoy, a back channel, a call."
  package static let glyph = Glyph.contact
  package static let lane = LaneOwner.participants
  package static let chronicleWords = [ChronicleWord("contact")]

  package var kind: ContactKind?
  package var level: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("kind", &kind, "what kind of contact")
    try v.optional("level", &level, "at what level, such as foreign ministers")
  }

  package var meeting: MeetingKind? { .contact(kind ?? .other) }
  package var isLandmark: Bool { kind == .summit }

  package func sentence(_ event: Event) -> String {
    "\(kind.map { "Contact (\($0.rawValue))" } ?? "Contact"): \(event.parties.map(\.name).joined(separator: ", "))"
  }
}
