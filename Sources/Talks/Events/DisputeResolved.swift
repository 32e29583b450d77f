package import EventSourcing

/// A choice among the accounts of a disputed event, which answers follow.
package struct DisputeResolved: Editorial {
  package static let name = "dispute-resolved"
  package static let help = "One account of an event is preferred; “parley resolve” records it."

  package var resolved = EventID.placeholder
  package var preferred: EventID?
  package var because = ""
  package var saw: [EventID] = []

  package init() {}

  package static let upcasters = [
    // 2: it says what had been seen when it was made.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("resolved", &resolved, "the id of the event that was told in several ways")
    try v.optional(
      "preferred", &preferred, "the id of the account that is preferred; what was recorded, if left out")
    try v.required("because", &because, "why")
    try v.list("saw", &saw, "what had been seen of it: the ids of its latest corrections, or its own")
  }

  package var reason: String? { because }
  package var correction: Correction { .resolves(resolved, preferred: preferred) }

  package func sentence(_ event: Event) -> String { "Resolved: \(because)" }
}
