/// A round goes on in another phase.
package struct RoundReopened: EventType {
  package static let name = "round-reopened"
  package static let help = "A round goes on in another phase."
  package static let course: UsualCourse? = .resumes
  package static let glyph = Glyph.round
  package static let lane = LaneOwner.everybody
  package static let chronicleWords = [
    ChronicleWord("talks_resumed", .continuing),
    ChronicleWord("round_convened", .reconvening),
  ]

  package var round = Subject.new(nil)
  package var until: EDTF?

  package init() {}

  package static let upcasters = [
    // 2: says when the phase ended, so that one of a single day is one event.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("until", &until, "when this phase ended, if known; the same day for a phase of one day")
  }

  package var roundStep: RoundStep? { .begins(round, until: until) }
  package var turn: Turn? { .goesOn }
  package var presence: Presence? { .attends }
  package var meeting: MeetingKind? { .round }

  package func sentence(_ event: Event) -> String { "\(round.words) reopens" }
}
