/// A round ends.
package struct RoundConcluded: EventType {
  package static let name = "round-concluded"
  package static let help = "A round ends."
  package static let course: UsualCourse? = .ends
  package static let glyph = Glyph.planned
  package static let chronicleWords = [ChronicleWord("round_concluded", .concluding)]

  package var round = Subject.new(nil)
  package var number: Int?
  package var outcome: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("number", &number, "the round's number")
    try v.optional("outcome", &outcome, "what came of it")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) {
      $0.$number.keep(number, entry)
      $0.$outcome.take(outcome, entry)
    }
  }

  package var roundStep: RoundStep? { .ends(round, as: .concluded) }

  package func sentence(_ event: Event) -> String { "\(round.words) ends" }
}
