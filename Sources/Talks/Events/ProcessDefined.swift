/// The name, aims and tracks of a process; a later definition replaces an earlier one.
package struct ProcessDefined: EventType {
  package static let name = "process-defined"
  package static let help =
    "What a set of talks is called, what it aims at, and along which tracks; said again, it replaces what was said."
  package static let isDescription = true
  package static let isTimeless = true
  package static let definesProcess = true

  package var aims: [String] = []
  package var tracks: [Slug] = []

  package init() {}

  package mutating func fields<V: FieldVisitor>(_ v: inout V) throws(Malformed) {
    try v.list("aims", &aims, "what the process aims at")
    try v.list("tracks", &tracks, "the strands to be pursued in parallel")
  }

  package func evolve(_ state: inout ProcessState, _ entry: Entry) {
    state.$title.take(entry.event.title, entry)
    state.$format.take(entry.event.format, entry)
    state.$aims.take(aims, entry)
    state.$plannedTracks.take(tracks, entry)
  }

  package func sentence(_ event: Event) -> String { "The process is defined" }
}
