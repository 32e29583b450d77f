/// A process is no longer kept, such as one that was recorded twice; it is left out of lists.
package struct ProcessRetired: EventType {
  package static let name = "process-retired"
  package static let help =
    "The process is no longer kept, and left out of lists; “parley retire” records it."
  package static let isDescription = true
  package static let isTimeless = true
  package static let recorder: String? = "“parley retire” retires a process"

  package var because = ""

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.required("because", &because, "why")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) { state.$retired.take(because, entry) }

  package func sentence(_ event: Event) -> String { "The process is retired: \(because)" }
}
