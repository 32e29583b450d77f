/// A round is planned, for a date that need not be the one on which it is held.
package struct RoundPlanned: EventType {
  package static let name = "round-planned"
  package static let help = "A round is planned, for a date that need not be the one on which it is held."
  package static let glyph = Glyph.planned

  package var round = Subject.new(nil)
  package var number: Int?
  package var date: EDTF?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.subject(.round, &round)
    try v.optional("number", &number, "the round's number")
    try v.optional("for", &date, "the date that it is planned for")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.rounds.change(round) {
      $0.$number.keep(number, entry)
      $0.plan(date, as: .planned, reason: nil, entry)
    }
  }

  package var schedule: Schedule? { .planned(for: date) }

  package func sentence(_ event: Event) -> String {
    "\(round.words) is planned\(date.map { " for \($0.inWords)" } ?? "")"
  }
}
