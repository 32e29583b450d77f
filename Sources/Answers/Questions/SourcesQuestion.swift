package import ArgumentParser
internal import EventStore
internal import ReadModels
internal import Talks

package struct SourcesQuestion: AnyProcessQuestion {
  package static let name = "sources"
  package static let abstract = "Show every source, how reliable it is, and how many events rest on it."
  package static let discussion = """
    The grade is that of the Admiralty code: the reliability of the source from A to F, and the credibility of what \
    it is cited for from 1 to 6, from the best to the worst.
    """
  package static let members: [JSONMember] = [.rows(SourceRow.self, "all or, with `--key`, those of one key")]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(
    help: ArgumentHelp("Only the source of this key, with the events that rest on it.", valueName: "key"),
    completion: .sources)
  package var key: String?

  package init() {}

  package var filters: [NameFilter] { [NameFilter(.source, [wantedKey], of: process)] }

  /// The key without the sign with which it is cited.
  private var wantedKey: String? {
    key.map { $0.hasPrefix("@") ? (try? Source(typed: $0).key?.text) ?? $0 : $0 }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let key = wantedKey
    let index = SourceIndex(try reader.read(.definitions()))
    let (context, sources) = try reader.consult(about: process, .rows(SourceRow.self, of: process))
    @Sendable func work(_ row: SourceRow) -> Work? { row.key.flatMap { index.works[$0] } }
    let wanted = sources.filter { key == nil || $0.key?.text == key }
    var answer = context.answer(
      Self.self, wanted,
      [
        Column("key", \.$key, .strong), Column("title", \.$title) { $0.title ?? work($0)?.title ?? "" },
        Column("publisher", \.$publisher) { $0.publisher ?? work($0)?.publisher ?? "" },
        Column("date", \.$date) { $0.dated ?? $0.date.map(dateInWords) ?? "" },
        Column("grade", \.$reliability) { row in
          let grades = row.credibility.map(\.rawValue)
          return ((row.reliability ?? work(row)?.reliability)?.rawValue ?? "")
            + (grades.count < 2 ? grades : [grades[0], grades[grades.count - 1]]).joined(separator: "–")
        },
        Column("events", \.$citations),
      ], whenEmpty: "No such source is defined or cited.")
    if key != nil {
      let events = try reader.log.events(at: wanted.flatMap { $0.$citations.provenance.all })
      if !events.isEmpty { answer.sum = Sum([""] + events.map { EventCitation($0).listing() }, nil) }
    }
    return answer
  }
}

/// A date in words; a text that is none stays as it is.
package func dateInWords(_ text: String) -> String {
  do { return try EDTF(text).inWords } catch { return text }
}
