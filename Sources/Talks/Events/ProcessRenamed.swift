/// A process goes by another slug; recorded under the new one, so that it exists, and takes over all of the other.
package struct ProcessRenamed: EventType {
  package static let name = "process-renamed"
  package static let help =
    "What was recorded under another slug belongs to this process; “parley rename” records it."
  package static let isDescription = true
  package static let isTimeless = true
  package static let definesProcess = true
  package static let recorder: String? = "“parley rename” renames a process"

  package var from = Slug(title: "")
  package var because = ""

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("from", &from, "the slug that the process had")
    try v.required("because", &because, "why")
  }

  package var formerProcess: Slug? { from }

  package func sentence(_ event: Event) -> String { "What was called \(from) has this name now: \(because)" }
}
