/// A round goes on in another phase.
package struct RoundReopened: EventType {
  package static let name = "round-reopened"
  package static let help = "A round goes on in another phase."

  package var round = Subject.new(nil)

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.open(at: entry.dating)
    state.rounds.change(round) {
      $0.describe(entry)
      $0.convene(at: entry.dating)
    }
    for party in entry.event.parties { state.roster.seat(party, basis: .attended, entry) }
  }

  package func sentence(_ event: Event) -> String { "\(round.words) reopens" }
}
