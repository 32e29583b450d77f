/// Parties meet or talk outside rounds: a summit, an envoy, a back channel, a call.
package struct ContactHeld: EventType {
  package static let name = "contact-held"
  package static let help = "Parties meet or talk outside rounds: a summit, an envoy, a back channel, a call."

  package var kind: ContactKind?
  package var level: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("kind", &kind, "what kind of contact")
    try v.optional("level", &level, "at what level, such as foreign ministers")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.contacts.append(
      Contact(
        kind: kind ?? .other, parties: entry.event.parties, title: entry.event.title,
        dating: entry.dating))
  }

  package func sentence(_ event: Event) -> String {
    "\(kind.map { "Contact (\($0.rawValue))" } ?? "Contact"): \(event.parties.map(\.name).joined(separator: ", "))"
  }
}
