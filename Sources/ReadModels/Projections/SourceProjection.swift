package import Talks

/// What a process rests on: the sources that it defines and those that its events cite.
package enum SourceProjection: Projection {
  package static let name = "source"
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
    .texts("events"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    state.sources.map { use in
      let (source, work) = (use.source, use.work)
      return [
        .text(source.key), .text(source.title), .texts(source.authors), .text(work?.kind),
        .text(source.publisher), .text(source.date), .text(source.url), .text(source.archive),
        .text(source.accessed), .text(work?.language), .text(work?.doi), .text(work?.isbn),
        .text(source.reliability), .texts(use.credibility.map(\.rawValue)), .integer(use.events.count),
        .names(use.events), .integer((work?.position).map { Int($0) }),
      ]
    }
  }
}
