/// A round opens; dated with an interval, it is also over at its end.
package struct RoundConvened: Numbered {
  package static let name = "round-convened"
  package static let help = "A round opens; dated with an interval, it is also over at its end."

  package var round = Subject.new(nil)
  package var number: Int?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("number", &number, "the round's number")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.open(at: entry.dating)
    state.$format.take(entry.event.format, entry)
    state.rounds.change(round) {
      $0.describe(entry, number: number)
      $0.convene(at: entry.dating)
    }
    for party in entry.event.parties { state.roster.seat(party, basis: .attended, entry) }
  }

  package func sentence(_ event: Event) -> String { "\(round.words) opens" }
}
