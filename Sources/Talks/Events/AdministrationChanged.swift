/// A party gets a new head.
package struct AdministrationChanged: EventType {
  package static let name = "administration-changed"
  package static let help = "Somebody else comes to govern a party."
  package static let isDescription = true
  package static let chronicleWords = [ChronicleWord("administration_changed")]

  package var party = PartyID.placeholder
  package var head = String.placeholder
  package var office: String?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "whose government changes")
    try v.required("head", &head, "who governs from now on")
    try v.optional("office", &office, "in what office, such as president")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    for index in state.administrations.indices
    where state.administrations[index].party == party && state.administrations[index].until == nil {
      state.administrations[index].until = entry.dating
    }
    state.administrations.append(
      Administration(party: party, head: head, office: office, since: entry.dating, horizon: state.horizon))
  }

  package func sentence(_ event: Event) -> String { "\(head) governs \(party.name)" }
}
