/// A party names who negotiates for it.
package struct NegotiatorNamed: EventType {
  package static let name = "negotiator-named"
  package static let help = "A party names who speaks for it at the talks; whoever governs it stays."
  package static let isDescription = true

  package var party = PartyID.placeholder
  package var negotiator = String.placeholder
  package var office: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "for whom")
    try v.required("negotiator", &negotiator, "who speaks for it from now on")
    try v.optional("office", &office, "in what office, such as special representative")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.negotiate(for: party, negotiator, office, entry)
  }

  package func sentence(_ event: Event) -> String { "\(negotiator) negotiates for \(party.name)" }
}
