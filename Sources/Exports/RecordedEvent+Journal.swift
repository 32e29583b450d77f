package import EventSourcing
package import Talks

extension RecordedEvent<Event> {
  /// The event as a line of a journal.
  package var journal: JournalLine {
    JournalLine(
      process: Slug(stream) ?? Slug(title: stream), id: id.description,
      known: RFC3339.text(microseconds: known), by: by, event: body)
  }

  /// The bytes of that line, without the line's end.
  var journalLine: [UInt8] { JSONWriter.of { journal.write(&$0) }.bytes }
}
