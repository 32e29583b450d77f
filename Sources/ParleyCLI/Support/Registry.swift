import EventSourcing
import ReadModels
import Talks

/// The sources that are defined, by their keys; what several processes say of one is put together.
struct Registry {
  private(set) var works: [Slug: Work] = [:]

  init() {}

  init(_ sources: Table) {
    let defined = sources.rows.indices.compactMap { row in sources[row, "event"].integer.map { (row, $0) } }
    for (row, position) in defined.sorted(by: { $0.1 < $1.1 }) {
      guard let key = sources[row, "key"].text.flatMap({ Slug($0) }) else { continue }
      var work = Work(key: key, position: position)
      work.title = sources[row, "title"].text
      work.authors = sources[row, "authors"].texts
      work.kind = sources[row, "kind"].text.flatMap(SourceKind.init(rawValue:))
      work.publisher = sources[row, "publisher"].text
      work.date = sources[row, "date"].text.flatMap { try? EDTF($0) }
      work.url = sources[row, "url"].text
      work.archive = sources[row, "archive"].text
      work.accessed = sources[row, "accessed"].text.flatMap { try? EDTF($0) }
      work.reliability = sources[row, "reliability"].text.flatMap(Reliability.init(rawValue:))
      work.language = sources[row, "language"].text
      work.doi = sources[row, "doi"].text
      work.isbn = sources[row, "isbn"].text
      works[key] = works[key]?.learning(work) ?? work
    }
  }

  /// The event with its sources in full.
  func citingInFull(_ event: RecordedEvent<Event>) -> RecordedEvent<Event> {
    guard !works.isEmpty, event.body.sources.contains(where: { $0.key != nil }) else { return event }
    var body = event.body
    body.sources = inFull(body.sources)
    return RecordedEvent(
      position: event.position, stream: event.stream, version: event.version, id: event.id,
      known: event.known,
      recorded: event.recorded, by: event.by, body: body)
  }

  func inFull(_ sources: [Source]) -> [Source] {
    sources.map { source in source.inFull(source.key.flatMap { works[$0] }) }
  }
}
