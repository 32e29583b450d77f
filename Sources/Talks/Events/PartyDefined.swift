/// Introduces a party without an ISO 3166 code, or adds details to one with a code.
package struct PartyDefined: Introducing {
  package static let name = "party-defined"
  package static let help = "Introduces a party that has no ISO 3166 code, or says more of one that has."
  package static let isDescription = true

  package var party = PartyID.placeholder
  package var name = String.placeholder
  package var kind: PartyKind?
  package var iso: String?

  package init() {}

  package var introduces: Mention { .party(party) }

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "its id, such as farc")
    try v.required("name", &name, "its name, such as FARC-EP")
    try v.optional("kind", &kind, "what it is")
    try v.optional("iso", &iso, "the ISO 3166 code it stands for, if any")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.profiles[party] = Profile(name: name, kind: kind, iso: iso, position: entry.position)
  }

  package func sentence(_ event: Event) -> String { "\(party) is \(name)" }
}
