package import EventSourcing

/// A choice among the accounts of a disputed event, which answers follow.
package struct DisputeResolved: Editorial {
  package static let name = "dispute-resolved"
  package static let help = "One account of an event is preferred; “parley resolve” records it."

  package var resolved = EventID.placeholder
  package var preferred: EventID?
  package var because = ""

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("resolved", &resolved, "the id of the event that was told in several ways")
    try v.optional(
      "preferred", &preferred, "the id of the account that is preferred; what was recorded, if left out")
    try v.required("because", &because, "why")
  }

  package var correction: Correction { .resolves(resolved, preferred: preferred) }

  package func sentence(_ event: Event) -> String { "Resolved: \(because)" }
}
