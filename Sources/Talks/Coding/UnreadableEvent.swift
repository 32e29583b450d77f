/// The stand-in for a recorded event that this program cannot decode,
/// from another program or a later version.
///
/// It is shown and verified as any other, and changes no state; it cannot be logged.
package struct UnreadableEvent: EventType {
  package static let name = "unreadable"
  package static let help = "An event that this version of parley cannot read."

  package static let isTimeless = true

  /// The reason, in a sentence.
  package var reason = ""

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("reason", &reason, "why it cannot be read")
  }

  package func sentence(_ event: Event) -> String { "An event that cannot be read: \(reason)" }
}

extension Event {
  /// Whether this program can read it.
  package var isReadable: Bool { !(detail is UnreadableEvent) }
}
