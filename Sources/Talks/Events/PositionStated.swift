/// A party states its position on an issue.
package struct PositionStated: EventType {
  package static let name = "position-stated"
  package static let help = "A party says what it wants, on an issue."
  package static let glyph = Glyph.position
  package static let chronicleWords = [ChronicleWord("position_stated")]

  package var party = PartyID.placeholder
  package var issue = String.placeholder
  package var quote: String?
  package var preconditions: [String] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who says so")
    try v.required("issue", &issue, "on what, such as liaison offices")
    try v.optional("quote", &quote, "its own words, verbatim")
    try v.list("preconditions", &preconditions, "what it wants first")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.positions.append(
      Position(
        party: party, issue: issue, headline: entry.event.headline, quote: quote,
        preconditions: preconditions,
        dating: entry.dating))
  }

  package func sentence(_ event: Event) -> String { "\(party.name) states its position on \(issue)" }
}
