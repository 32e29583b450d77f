import EventSourcing
import Talks

extension RecordedEvent<Event> {
  /// The event as a line of a journal, without the line's end.
  var journalLine: [UInt8] {
    let line = JournalLine(
      process: Slug(stream) ?? Slug(title: stream), id: id.description,
      known: RFC3339.text(microseconds: known), by: by, event: body)
    return JSONWriter.of { line.write(&$0) }.bytes
  }
}
