package import EventSourcing

/// A party answers what another wants by a stated position.
package struct PositionAnswered: EventType {
  package static let name = "position-answered"
  package static let help = "A party answers what another wants first: accepts it, refuses it, or has met it."
  package static let glyph = Glyph.position

  package var statement = EventID.placeholder
  package var party = PartyID.placeholder
  package var answer = PositionReply.placeholder
  package var preconditions: [String] = []
  package var quote: String?
  package var through: [Reference] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("statement", &statement, "the event by which the other stated its position")
    try v.required("party", &party, "who answers")
    try v.required("answer", &answer, "what it answers")
    try v.list("preconditions", &preconditions, "which of what the other wants; all of it if left out")
    try v.optional("quote", &quote, "its own words, verbatim")
    try v.list("through", &through, "by what it is met, such as a measure or an agreement")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.positionAnswers.append(
      PositionAnswer(
        position: statement, party: party, reply: answer, preconditions: preconditions, through: through,
        dating: entry.dating))
  }

  package func sentence(_ event: Event) -> String {
    let verb =
      switch answer {
      case .accepted: "accepts"
      case .refused: "refuses"
      case .met: "meets"
      }
    let what =
      preconditions.isEmpty ? "what was asked" : preconditions.map { "“\($0)”" }.joined(separator: ", ")
    return "\(party.name) \(verb) \(what)"
  }
}
