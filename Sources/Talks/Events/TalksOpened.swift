/// The talks open.
package struct TalksOpened: EventType {
  package static let name = "talks-opened"
  package static let help = "The talks open."

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {}

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.open(at: entry.dating)
    state.$format.take(entry.event.format, entry)
    for party in entry.event.parties { state.roster.seat(party, basis: .attended, entry) }
  }

  package func sentence(_ event: Event) -> String { "The talks open" }
}
