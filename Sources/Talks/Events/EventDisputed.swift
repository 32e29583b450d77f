package import EventSourcing

/// A rival account of a recorded event, by a party or a source.
package struct EventDisputed: Editorial {
  package static let name = "event-disputed"
  package static let help = "A party or a source tells an event otherwise; “parley dispute” records it."

  package var disputed = EventID.placeholder
  package var party: PartyID?
  package var account: [Change] = []
  package var denied: Bool?
  package var because: String?
  package var saw: [EventID] = []

  package init() {}

  package static let upcasters = [
    // 2: it says what had been seen when it was made.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("disputed", &disputed, "the id of the event that is told otherwise")
    try v.optional("party", &party, "whose account it is, if a party's; else its source's")
    try v.list("account", &account, "what it says instead, such as on=2005-09-29")
    try v.optional("denied", &denied, "whether it says that nothing of the kind happened")
    try v.optional("because", &because, "what is to be said of the account")
    try v.list("saw", &saw, "what had been seen of it: the ids of its latest corrections, or its own")
  }

  package var reason: String? { because }
  package var correction: Correction {
    .disputes(disputed, by: party, says: account, isDenied: denied ?? false, because: because)
  }

  package func sentence(_ event: Event) -> String {
    let says = denied == true ? "it did not happen" : account.map(\.typed).joined(separator: ", ")
    return "\(party?.name ?? event.sources.first?.names.first ?? "An account") says: \(says)"
  }
}
