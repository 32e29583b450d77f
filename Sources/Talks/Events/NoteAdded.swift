/// A remark for the record.
package struct NoteAdded: EventType {
  package static let name = "note-added"
  package static let help = "A remark for the record."
  package static let isTimeless = true

  package var text: String?
  package var about: Reference?

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.optional("text", &text, "the remark, if the summary does not say it")
    try v.optional("about", &about, "the thing that it concerns")
  }

  package func sentence(_ event: Event) -> String { text ?? event.summary ?? "A note" }
}
