package import EventSourcing
package import Talks

/// Parley's own JSON Lines: nothing is lost, and importing it records the same events.
package struct Journal: ExportFormat {
  package static let name = "journal"
  package static let help = "JSON Lines, one event a line, to be imported again without loss."
  package static let fileExtension = "jsonl"
  package static let isInLogOrder = true
  package static let citesInFull = false
  package static let omitsUnreadable = true

  private let ceiling: Marking?

  package init(_ header: ExportHeader) { ceiling = header.sharing.isLimited ? header.sharing.ceiling : nil }

  package mutating func event(_ recorded: RecordedEvent<Event>, _ out: inout ExportBuffer) {
    if !recorded.body.isReadable { return }
    var line = recorded.journal
    line.ceiling = ceiling
    out.write(JSONWriter.of { line.write(&$0) }.bytes)
    out.write("\n")
  }
}
