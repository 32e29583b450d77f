package import EventSourcing

/// An event belongs to another process than that in which it was recorded.
package struct EventMoved: Editorial {
  package static let name = "event-moved"
  package static let help = "An event belongs to another process; “parley move” records it."

  package var moved = EventID.placeholder
  package var to = Slug(title: "")
  package var called: Slug?
  package var set: [Change] = []
  package var because = ""
  package var saw: [EventID] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("moved", &moved, "the id of the event that belongs elsewhere")
    try v.required("to", &to, "the process that it belongs to, by its slug")
    try v.optional("called", &called, "what the thing that it is about is called there, if otherwise")
    try v.list("set", &set, "what a field is to hold there, such as under=six-party-talks/joint-statement")
    try v.required("because", &because, "why")
    try v.list("saw", &saw, "what had been seen of it: the ids of its latest corrections, or its own")
  }

  package var reason: String? { because }
  package var correction: Correction { .moves(moved, to: to, called: called, set: set) }

  package func sentence(_ event: Event) -> String { "Moved to \(to): \(because)" }
}
