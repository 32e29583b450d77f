package import EventSourcing

/// An event no longer counts; a correction that is retracted is undone.
package struct EventRetracted: Editorial {
  package static let name = "event-retracted"
  package static let help =
    "An event no longer counts, or a correction is undone; “parley retract” records it."

  package var retracted = EventID.placeholder
  package var because = ""
  package var saw: [EventID] = []

  package init() {}

  package static let upcasters = [
    // 2: it says what had been seen when it was made.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("retracted", &retracted, "the id of the event that no longer counts")
    try v.required("because", &because, "why")
    try v.list("saw", &saw, "what had been seen of it: the ids of its latest corrections, or its own")
  }

  package var reason: String? { because }
  package var correction: Correction { .retracts(retracted) }

  package func sentence(_ event: Event) -> String { "Retracted: \(because)" }
}
