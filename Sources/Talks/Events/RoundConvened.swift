/// A round opens; dated with an interval, or with the day on which it ended, it is also over then.
package struct RoundConvened: EventType {
  package static let name = "round-convened"
  package static let help =
    "A round opens; dated with an interval, or with --until, it is also over then."
  package static let glyph = Glyph.round
  package static let lane = LaneOwner.everybody
  package static let setsFormat = true
  package static let chronicleWords = [ChronicleWord("round_convened", .convening)]

  package var round = Subject.new(nil)
  package var number: Int?
  package var until: EDTF?

  package init() {}

  package static let upcasters = [
    // 2: says when the round ended, so that one of a single day is one event.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("number", &number, "the round's number")
    try v.optional("until", &until, "when it ended, if known; the same day for a round of one day")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) { $0.$number.keep(number, entry) }
  }

  package var roundStep: RoundStep? { .begins(round, until: until) }
  package var turn: Turn? { .goesOn }
  package var presence: Presence? { .attends }
  package var meeting: MeetingKind? { .round }
  package var schedule: Schedule? { .held }

  package func sentence(_ event: Event) -> String { "\(round.words) opens" }
}
