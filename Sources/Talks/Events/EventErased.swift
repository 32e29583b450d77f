import EventSourcing

/// An event's content was taken out of the log for good, as a law or a promise may demand.
package struct EventErased: Editorial {
  package static let name = "event-erased"
  package static let help = "An event's content was taken out of the log for good; “parley erase” records it."
  package static let recorder: String? = "“parley erase” erases an event and records that"

  /// The id of the erased event.
  package var erased = ""
  package var reason = ""

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("erased", &erased, "the id of the event that was erased")
    try v.required("reason", &reason, "why")
  }

  package var correction: Correction { .erases(EventID(erased)) }

  package func sentence(_ event: Event) -> String { "An event is erased: \(reason)" }
}
