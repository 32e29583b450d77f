package import Talks

package struct SourceRow: Projected {
  package static let name = "source"
  package static let version = 2
  package static let help =
    "What a process rests on: the sources that it defines and those that its events cite."

  package var process = ""
  @Traced package var key: CitationKey? = nil
  @Traced package var title: String? = nil
  @Traced package var authors: [String] = []
  @Traced package var kind: SourceKind? = nil
  @Traced package var publisher: String? = nil
  @Traced package var date: String? = nil
  @Traced package var dated: String? = nil
  @Traced package var url: String? = nil
  @Traced package var archive: String? = nil
  @Traced package var accessed: String? = nil
  @Traced package var language: String? = nil
  @Traced package var doi: String? = nil
  @Traced package var isbn: String? = nil
  @Traced package var reliability: Reliability? = nil
  @Traced package var credibility: [Credibility] = []
  @Traced package var citations = 0
  @Traced package var event: EventPosition? = nil

  package init() {}

  package static let fields: [Field<SourceRow>] = [
    Field(
      "key", \.$key, "What events cite it by; null for one that is only described where it is cited.", .key),
    Field("title", \.$title, "What it is called; null where another process defines it.", .key),
    Field("authors", \.$authors, "Who wrote it."),
    Field(
      "kind", \.$kind,
      "What it is, by the types of the Citation Style Language: book, report, treaty and so on."),
    Field("publisher", \.$publisher, "Who published it, or the journal or newspaper that it is in."),
    Field("date", \.$date, "When it was published, as EDTF."),
    Field(
      "dated", \.$dated,
      "The same in its own words, where a date does not say it: forthcoming, [1796]; null for most."),
    Field("url", \.$url, "Where it is."),
    Field("archive", \.$archive, "Where a copy is kept."),
    Field("accessed", \.$accessed, "When somebody last looked at it, as EDTF."),
    Field("language", \.$language, "Its language."),
    Field("doi", \.$doi, "Its DOI."),
    Field("isbn", \.$isbn, "Its ISBN."),
    Field(
      "reliability", \.$reliability,
      "A to F, by the Admiralty code: as this process defines it, or where it does not, as it was cited last."
    ),
    Field(
      "credibility", \.$credibility,
      "Every grade, 1 to 6, of what it is cited for, each once, the most credible first."),
    Field("citations", \.$citations, "How many events rest on it.", .tally),
    Field(
      "event", \.$event,
      "Position of the event that defined it first; null where this process does not define it."),
  ]

  package static func rows(_ state: ProcessState) -> [SourceRow] {
    state.sources.map { use in
      let (source, work) = (use.source, use.work)
      let cited = Provenance(use.events)
      let by = work.map { Provenance($0.positions) } ?? cited
      var row = SourceRow()
      row.$key = Traced(source.key, by)
      row.$title = Traced(source.title, by)
      row.$authors = Traced(source.authors, by)
      row.$kind = Traced(work?.kind, by)
      row.$publisher = Traced(source.publisher, by)
      row.$date = Traced(work?.dated == nil ? source.date : work?.date?.text, by)
      row.$dated = Traced(work?.dated, by)
      row.$url = Traced(source.url, by)
      row.$archive = Traced(source.archive, by)
      row.$accessed = Traced(source.accessed, by)
      row.$language = Traced(work?.language, by)
      row.$doi = Traced(work?.doi, by)
      row.$isbn = Traced(work?.isbn, by)
      row.$reliability = Traced(source.reliability, by)
      row.$credibility = Traced(use.credibility, cited)
      row.$citations = Traced(use.events.count, cited)
      row.$event = .position(work?.position)
      return row
    }
  }
}
