/// A party gets a new head, or its head a new term.
package struct AdministrationChanged: EventType {
  package static let name = "administration-changed"
  package static let help =
    "Somebody comes to govern a party, also as acting head; of the same head it is another term."
  package static let isDescription = true
  package static let chronicleWords = [ChronicleWord("administration_changed")]

  package var party = PartyID.placeholder
  package var head = String.placeholder
  package var office: String?
  package var acting: Bool?

  package init() {}

  package static let upcasters = [
    // 2: whether only as acting head.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("party", &party, "whose government changes")
    try v.required("head", &head, "who governs from now on")
    try v.optional("office", &office, "in what office, such as president")
    try v.optional("acting", &acting, "whether only as acting head")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    if isOfNegotiator {
      state.negotiate(for: party, head, office, asHead: true, entry)
    } else {
      state.govern(
        party, by: head, .init(since: entry.dating, office: office, isActing: acting ?? false))
    }
  }

  /// Whether its office says that whoever holds it negotiates and does not govern.
  package var isOfNegotiator: Bool { office.map(Office.isOfNegotiator) ?? false }

  package func sentence(_ event: Event) -> String {
    isOfNegotiator
      ? "\(head) negotiates for \(party.name)"
      : "\(head) governs \(party.name)\(acting == true ? " as acting head" : "")"
  }
}
