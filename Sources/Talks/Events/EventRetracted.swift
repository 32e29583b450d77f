package import EventSourcing

/// An event no longer counts; a correction that is retracted is undone.
package struct EventRetracted: Editorial {
  package static let name = "event-retracted"
  package static let help =
    "An event no longer counts, or a correction is undone; “parley retract” records it."

  package var retracted = EventID.placeholder
  package var because = ""

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("retracted", &retracted, "the id of the event that no longer counts")
    try v.required("because", &because, "why")
  }

  package var correction: Correction { .retracts(retracted) }

  package func sentence(_ event: Event) -> String { "Retracted: \(because)" }
}
