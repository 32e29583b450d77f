package import EventSourcing

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
  package var of: [PartyID] = []
  package var drops: [String] = []
  package var softens: [String] = []
  package var replaces: [EventID] = []

  package init() {}

  package static let upcasters = [
    // 2: of whom it wants something, and what it gives up of what it wanted before.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "who says so")
    try v.required("issue", &issue, "on what, such as liaison offices")
    try v.optional("quote", &quote, "its own words, verbatim")
    try v.list("preconditions", &preconditions, "what it wants first")
    try v.list("of", &of, "of whom it wants that")
    try v.list("drops", &drops, "what it wanted first before and says that it no longer does")
    try v.list("softens", &softens, "what it wanted first before and now wants less of")
    try v.list(
      "replaces", &replaces,
      "its earlier statements whose place this one takes, so that what it does not repeat of them is dropped")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.positions.append(
      Position(
        id: entry.id, party: party, issue: issue, headline: entry.event.headline, quote: quote,
        preconditions: preconditions, of: of, drops: drops, softens: softens, replaces: replaces,
        dating: entry.dating))
  }

  package func sentence(_ event: Event) -> String { "\(party.name) states its position on \(issue)" }
}
