/// A round opens; dated with an interval, it is also over at its end.
package struct RoundConvened: EventType {
  package static let name = "round-convened"
  package static let help = "A round opens; dated with an interval, it is also over at its end."
  package static let glyph = Glyph.round
  package static let lane = LaneOwner.everybody
  package static let setsFormat = true
  package static let chronicleWords = [ChronicleWord("round_convened", .convening)]

  package var round = Subject.new(nil)
  package var number: Int?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("number", &number, "the round's number")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) { $0.describe(entry, number: number) }
  }

  package var turn: Turn? { .goesOn }
  package var presence: Presence? { .attends }
  package var meeting: MeetingKind? { .round }
  package var schedule: Schedule? { .held }

  package func sentence(_ event: Event) -> String { "\(round.words) opens" }
}
