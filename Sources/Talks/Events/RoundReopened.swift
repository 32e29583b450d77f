/// A round goes on in another phase.
package struct RoundReopened: EventType {
  package static let name = "round-reopened"
  package static let help = "A round goes on in another phase."
  package static let course: Course? = .resumes
  package static let glyph = Glyph.round
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [
    ChronicleWord("talks_resumed", .continuing),
    ChronicleWord("round_convened", .reconvening),
  ]

  package var round = Subject.new(nil)

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) { $0.describe(entry) }
  }

  package var turn: Turn? { .goesOn }
  package var presence: Presence? { .attends }
  package var meeting: MeetingKind? { .round }

  package func sentence(_ event: Event) -> String { "\(round.words) reopens" }
}
