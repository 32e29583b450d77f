package import EventSourcing
package import Talks

/// Parley's own JSON Lines: nothing is lost, and importing it records the same events.
package struct Journal: ExportFormat {
  package static let name = "journal"
  package static let help = "JSON Lines, one event a line, to be imported again without loss."
  package static let fileExtension = "jsonl"
  package static let isInLogOrder = true
  package static let citesInFull = false

  package init(_ header: ExportHeader) {}

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    // Nobody could take it in again.
    if recorded.body.detail is UnreadableEvent { return }
    out.write(recorded.journalLine)
    out.write("\n")
  }
}
