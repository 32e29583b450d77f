package import Talks

/// What a process rests on: the sources that it defines and those that its events cite.
package enum SourceProjection: Projection {
  package static let name = "source"
  package static let key = ["key", "title"]
  package static let columns: [Column] = [
    .text("key"),
    .text("title"),
    .texts("authors"),
    .text("kind"),
    .text("publisher"),
    .text("date"),
    .text("url"),
    .text("archive"),
    .text("accessed"),
    .text("language"),
    .text("doi"),
    .text("isbn"),
    .text("reliability"),
    .texts("credibility"),
    .integer("citations"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.sources.map { use in
      let (source, work) = (use.source, use.work)
      let cited = Provenance(use.events)
      let by = work.map { Provenance($0.positions) } ?? cited
      return [
        .text(source.key, by), .text(source.title, by), .texts(source.authors, by), .text(work?.kind, by),
        .text(source.publisher, by), .text(source.date, by), .text(source.url, by), .text(source.archive, by),
        .text(source.accessed, by), .text(work?.language, by), .text(work?.doi, by), .text(work?.isbn, by),
        .text(source.reliability, by), .texts(use.credibility.map(\.rawValue), cited),
        .integer(use.events.count, cited), .position(work?.position),
      ]
    }
  }
}
