import EventSourcing

/// An event's content was taken out of the log for good, as a law or a promise may demand.
package struct EventErased: Editorial {
  package static let name = "event-erased"
  package static let help = "An event's content was taken out of the log for good; “parley erase” records it."
  package static let recorder: String? = "“parley erase” erases an event and records that"

  /// The id of the erased event.
  package var erased = ""
  package var because = ""

  package init() {}

  package static let upcasters = [
    // 2: the reason has the name that it has in every other correction.
    Upcaster(renaming: ["reason": "because"])
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("erased", &erased, "the id of the event that was erased")
    try v.required("because", &because, "why")
  }

  package var reason: String? { because }
  package var correction: Correction { .erases(EventID(erased)) }

  package func sentence(_ event: Event) -> String { "An event is erased: \(because)" }
}
