package import Talks

/// The flat form of an analyst's spreadsheet: one row per line, without references between rows.
package struct ChronicleImport: JSONLineFormat {
  package static let name = "chronicle"
  package static let help =
    "A flat record, one row a line: date, process, type, title, summary, parties, location, format, track, round, sources, verified."

  package var tape = JSONTape()
  private let words = ChronicleWords()
  private var threads: [Slug: ChronicleThread] = [:]

  /// What the file calls its parties; nil until it has been looked through.
  private var names: ChronicleNames?

  package init() {}

  package mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? {
    if names == nil {
      var (found, ahead, tape) = (ChronicleNames(), lines, JSONTape())
      while let record = try ahead.next() {
        guard let bytes = try? record.content(), (try? tape.parse(bytes)) != nil,
          let row = try? ChronicleRow(tape)
        else { continue }
        found.note(row)
      }
      names = found
    }
    return try lines.next()
  }

  package mutating func read(_ tape: JSONTape, _ digest: LineDigest) throws(Malformed) -> Imported {
    let row = try ChronicleRow(tape)
    let said = try threads[row.process, default: ChronicleThread()]
      .follow(row, as: words.meanings(of: row.type))
    var event = Event(said.detail, on: row.date)
    event.title = row.title
    event.summary = row.summary
    if let round = row.round, !said.keepsRound {
      event.summary = (row.summary.map { $0 + " " } ?? "") + "(Round \(round).)"
    }
    event.parties = row.parties
    event.place = row.location
    event.track = row.track
    event.format = row.format
    event.sources = row.sources
    event.checked = row.verified
    var imported = Imported(JournalLine(process: row.process, event: event), digest)
    imported.introduced = row.parties.filter { !$0.isWellKnown }.map(introduction)
    imported.namesAreProposals = true
    imported.unlinked = said.unlinked
    return imported
  }

  private func introduction(of party: PartyID) -> PartyDefined {
    var definition = PartyDefined()
    definition.party = party
    definition.name = names?.name(of: party) ?? party.slug.text
    return definition
  }
}
