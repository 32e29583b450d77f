/// A planned round will not be held.
package struct RoundCancelled: EventType {
  package static let name = "round-cancelled"
  package static let help = "A planned round will not be held."
  package static let glyph = Glyph.planned

  package var round = Subject.new(nil)
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("reason", &reason, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) {
      $0.plan(nil, as: .cancelled, reason: reason ?? entry.event.title, entry)
    }
  }

  package var schedule: Schedule? { .cancelled }

  package func sentence(_ event: Event) -> String { "\(round.words) is cancelled" }
}
