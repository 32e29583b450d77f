package import EventSourcing
package import ReadModels
package import Talks

/// The defined sources by their keys; the definitions of several processes are combined.
package struct SourceIndex: Sendable {
  package private(set) var works: [CitationKey: Work] = [:]

  /// - Parameter sources: at least those that processes define.
  package init(_ sources: [SourceRow] = []) {
    let defined = sources.compactMap { row in row.event.map { (row, $0) } }
    for (row, position) in defined.sorted(by: { $0.1 < $1.1 }) {
      guard let key = row.key else { continue }
      var work = Work(key: key, position: position.value)
      work.title = row.title
      work.authors = row.authors
      work.kind = row.kind
      work.publisher = row.publisher
      work.date = row.date.flatMap { try? EDTF($0) }
      work.dated = row.dated
      work.url = row.url
      work.archive = row.archive
      work.accessed = row.accessed.flatMap { try? EDTF($0) }
      work.reliability = row.reliability
      work.language = row.language
      work.doi = row.doi
      work.isbn = row.isbn
      works[key] = works[key]?.learning(work) ?? work
    }
  }

  /// The event with its sources in full.
  package func citingInFull(_ event: RecordedEvent<Event>) -> RecordedEvent<Event> {
    guard !works.isEmpty, event.body.sources.contains(where: { $0.key != nil }) else { return event }
    var body = event.body
    body.sources = inFull(body.sources)
    return event.with(body)
  }

  package func inFull(_ sources: [Source]) -> [Source] {
    sources.map { source in source.inFull(source.key.flatMap { works[$0] }) }
  }
}
