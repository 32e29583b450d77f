/// A planned round is put off.
package struct RoundPostponed: EventType {
  package static let name = "round-postponed"
  package static let help = "A planned round is put off."
  package static let glyph = Glyph.planned
  package static let chronicleWords = [ChronicleWord("round_postponed", .postponing)]

  package var round = Subject.new(nil)
  package var until: EDTF?
  package var reason: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("until", &until, "the new date, if there is one")
    try v.optional("reason", &reason, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) {
      $0.plan(until, as: .postponed, reason: reason ?? entry.event.title, entry)
    }
  }

  package var schedule: Schedule? { .planned(for: until) }

  package func sentence(_ event: Event) -> String {
    "\(round.words) is postponed\(until.map { " until \($0.inWords)" } ?? "")"
  }
}
