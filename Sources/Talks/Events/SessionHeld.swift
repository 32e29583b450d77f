/// A session within a round: a plenary, a working group, a meeting of heads of delegation.
package struct SessionHeld: EventType {
  package static let name = "session-held"
  package static let help =
    "A session within a round: a plenary, a working group, a meeting of heads of delegation."
  package static let glyph = Glyph.contact

  package var round = Subject.new(nil)
  package var kind: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("kind", &kind, "what kind of session")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) { $0.sessions.append(entry.dating) }
  }

  package var meeting: MeetingKind? { .session }

  package func sentence(_ event: Event) -> String { "\(round.words): \(kind ?? "a session")" }
}
