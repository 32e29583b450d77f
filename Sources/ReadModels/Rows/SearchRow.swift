package import Talks

package struct SearchRow: EventListing {
  package static let name = "search"
  // 2: the folded texts have letters without marks, and characters of a script without spaces apart.
  package static let version = 2
  package static let help = "The words of every event, as “parley search” looks through them."
  package static let reachesBeyondToday = true
  package static let repeatsOthers = true

  package var process = ""
  @Traced package var event = EventPosition(0)
  @Traced package var type = ""
  @Traced package var onText: EDTF? = nil
  @Traced package var firstDay: CivilDay? = nil
  @Traced package var headline: String? = nil
  @Traced package var said: String? = nil
  @Traced package var place: String? = nil
  @Traced package var cited: String? = nil
  @Traced package var folded: [String] = []
  @Traced package var parties: [PartyID] = []
  @Traced package var counts = false

  package init() {}

  package static let fields: [Field<SearchRow>] = [
    Field("event", \.$event, "Position of the event.", .key),
    Field("type", \.$type, "Its type."),
    Field("on_text", \.$onText, "When it happened, as EDTF."),
    Field("first_day", \.$firstDay, "The first day on which it may have happened."),
    Field("headline", \.$headline, "Its title, or what happened in a few words."),
    Field("said", \.$said, "Its summary, quotes and other texts."),
    Field("place", \.$place, "Where."),
    Field("cited", \.$cited, "Its sources: titles, authors, publishers and quotes."),
    Field(
      "folded", \.$folded,
      "The four texts as they are searched, in plain letters, where that is not how they stand."),
    Field("parties", \.$parties, "Everyone that it names, by id."),
    Field("counts", \.$counts, "False for what was retracted, merged into another event, or denied."),
  ]

  /// The searched fields, by descending weight.
  static let texts: [Field<SearchRow>] = [
    field(\.$headline), field(\.$said), field(\.$place), field(\.$cited),
  ]

  package static func listed(_ state: ProcessState) -> [Entry] { state.entries + state.uncounted }

  package static func row(_ entry: Entry, _ state: ProcessState) -> SearchRow {
    row(entry, state, goneBy: nil)
  }

  package static func rows(_ state: ProcessState) -> [SearchRow] {
    state.entries.map { row($0, state) }
      + state.uncounted.map { entry in
        let dispute = state.corrections.disputes[entry.id]?.resolution
        return row(entry, state, goneBy: (state.corrections.struck[entry.id] ?? dispute)?.position ?? 0)
      }
  }

  private static func row(_ entry: Entry, _ state: ProcessState, goneBy: Int64?) -> SearchRow {
    let event = entry.event
    let by = entry.dating.provenance.union(goneBy.map { $0 == 0 ? [] : Provenance($0) } ?? [])
    let place = event.place.map { [$0.name, $0.country.flatMap(Countries.name)].compactMap(\.self) } ?? []
    let cited = event.sources.flatMap { source -> [String] in
      let source = source.inFull(source.key.flatMap { state.works[$0] })
      return [source.title].compactMap(\.self) + source.authors
        + [source.publisher, source.quote].compactMap(\.self)
    }
    let texts =
      [event.headline, event.prose.joined(separator: "\n"), place.joined(separator: ", ")]
      + [cited.joined(separator: "\n")]
    let folded = texts.map { Folded($0) }
    func text(_ place: Int) -> Traced<String?> { Traced(texts[place].isEmpty ? nil : texts[place], by) }
    var row = SearchRow()
    row.$event = .position(entry.position)
    row.$type = Traced(event.type.name, by)
    row.$onText = .on(entry.dating)
    row.$firstDay = .firstDay(entry.dating)
    (row.$headline, row.$said, row.$place, row.$cited) = (text(0), text(1), text(2), text(3))
    // Not as strings, of which those are equal that differ in how their letters are composed.
    let isAsSearched = zip(folded, texts).allSatisfy {
      $0.origins == nil || $0.text.utf8.elementsEqual($1.utf8)
    }
    row.$folded = Traced(isAsSearched ? [] : folded.map(\.text), by)
    row.$parties = Traced(entry.mentions.parties, by)
    row.$counts = Traced(goneBy == nil, by)
    return row
  }
}
