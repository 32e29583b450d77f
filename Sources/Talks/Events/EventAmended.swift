package import EventSourcing

/// Other values for some fields of an event; the original remains in the log.
package struct EventAmended: Editorial {
  package static let name = "event-amended"
  package static let help = "What an event says is corrected; “parley amend” records it."

  package var amended = EventID.placeholder
  package var set: [Change] = []
  package var because = ""
  package var saw: [EventID] = []

  package init() {}

  package static let upcasters = [
    // 2: it says what had been seen when it was made.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("amended", &amended, "the id of the event that is corrected")
    try v.list("set", &set, "what a field is to hold, such as on=2005-09-19")
    try v.required("because", &because, "why")
    try v.list("saw", &saw, "what had been seen of it: the ids of its latest corrections, or its own")
  }

  package var reason: String? { because }
  package var correction: Correction { .amends(amended, set) }

  package func sentence(_ event: Event) -> String {
    "\(set.map(\.typed).joined(separator: ", ")) is amended: \(because)"
  }
}
