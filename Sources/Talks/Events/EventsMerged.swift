package import EventSourcing

/// Two events of one happening; one of them remains and takes over the values that only the other has.
package struct EventsMerged: Editorial {
  package static let name = "events-merged"
  package static let help = "Two events record the same happening; “parley merge” records it."

  package var merged = EventID.placeholder
  package var into = EventID.placeholder
  package var because = ""
  package var saw: [EventID] = []

  package init() {}

  package static let upcasters = [
    // 2: it says what had been seen when it was made.
    Upcaster.widening
  ]

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("merged", &merged, "the id of the event that goes")
    try v.required("into", &into, "the id of the event that stays")
    try v.required("because", &because, "why")
    try v.list("saw", &saw, "what had been seen of it: the ids of its latest corrections, or its own")
  }

  package var reason: String? { because }
  package var correction: Correction { .merges(merged, into: into) }

  package func sentence(_ event: Event) -> String { "Merged: \(because)" }
}
