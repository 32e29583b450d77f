package import Recording
package import Talks

/// The flat form of an analyst's spreadsheet: one row per line, without references between rows.
package struct ChronicleImport: JSONLineFormat {
  package static let name = "chronicle"
  package static let help =
    "A flat record, one row a line: date, process, type, title, summary, parties, location, format, track, round, sources, verified."

  package var tape = JSONTape()
  private let words = ChronicleWords()
  private var book = ChronicleBook()
  private var answers: [Int: TieAnswer] = [:]
  /// The number of the line that is read.
  private var line = 0

  /// What the file calls its parties.
  private var names = ChronicleNames()

  package init() {}

  package mutating func survey(
    _ file: ImportFile, _ answers: [Int: TieAnswer], _ ids: LineIDs, _ past: (Slug) throws -> LoadedProcess
  ) throws {
    var (rows, repeated): ([ChronicleBook.Row], [LineDigest: Int]) = ([], [:])
    names = ChronicleNames()
    var lines = LineReader(file)
    while let record = try lines.next() {
      guard !record.isBlank, let bytes = try? record.content(), (try? tape.parse(bytes)) != nil,
        let digest = try? LineDigest(of: tape, bytes), var row = try? ChronicleRow(tape)
      else { continue }
      names.note(row)
      row.findWords()
      let ordinal = repeated[digest, default: 0]
      repeated[digest] = ordinal + 1
      rows.append(ChronicleBook.Row(line: record.number, row: row, id: ids.event(digest, ordinal: ordinal)))
    }
    let known = Set(rows.map(\.line))
    if let line = answers.keys.sorted().first(where: { !known.contains($0) }) {
      throw ImportError.noTie(line: line)
    }
    book = try ChronicleBook(rows, words, answers, past)
    self.answers = answers
  }

  package mutating func read(_ record: Record) throws(Malformed) -> Imported? {
    let bytes = try record.content()
    try tape.parse(bytes)
    try tape.checkLists()
    line = record.number
    return try read(tape, LineDigest(of: tape, bytes))
  }

  package mutating func read(_ tape: JSONTape, _ digest: LineDigest) throws(Malformed) -> Imported {
    let row = try ChronicleRow(tape)
    let reading: ChronicleReading
    if let known = try book.reading(line) {
      reading = known
    } else {
      var thread = ChronicleThread(taken: [], WordWeights())
      reading = try thread.follow(row, as: words.meanings(of: row.type), nil)
    }
    let subject = book.subject(line, reading) ?? reading.thing.map { .new($0) }
    var events = try events(of: row, reading, subject)
    var imported = Imported(JournalLine(process: row.process, event: events.removeFirst()), digest)
    imported.further = events
    imported.introduced = row.parties.filter { !$0.isWellKnown }.map(introduction)
    imported.namesAreProposals = true
    imported.tie = reading.tie
    imported.candidates = reading.candidates
    imported.answer = answers[line]
    imported.unlinked = reading.unlinked
    imported.unclear = reading.unclear
    return imported
  }

  /// The events of a row: one, or one for each that acts where an event has room for one only.
  private func events(
    of row: ChronicleRow, _ reading: ChronicleReading, _ subject: Subject?
  ) throws(Malformed) -> [Event] {
    var events: [Event] = []
    var left = reading.actors[...]
    repeat {
      var fields = RowFields(row: row)
      fields.subject = events.isEmpty ? subject : subject?.asExisting
      fields.actors = Array(left)
      var detail: any EventType = reading.meaning?.type.init() ?? NoteAdded()
      try detail.fields(&fields)
      events.append(event(of: row, detail, keepsRound: reading.meaning?.use.isOfRound ?? false))
      left = left.dropFirst()
      // One proposal is tabled once, whoever stands behind it.
      let kind = type(of: detail).subjectKind
      guard fields.takesOneActor, kind == nil || kind == .measure || kind == .agreement else { break }
      if reading.actors.count > InputLimits.actors.value {
        throw Malformed(
          "\(reading.actors.count) parties act in this row, and each has an event of its own; write a row for every \(InputLimits.actors.value) of them.",
          field: "parties")
      }
    } while !left.isEmpty
    return events
  }

  private func event(of row: ChronicleRow, _ detail: any EventType, keepsRound: Bool) -> Event {
    var event = Event(detail, on: row.date)
    event.title = row.title
    event.summary = row.summary
    if let round = row.round, !keepsRound {
      event.summary = (row.summary.map { $0 + " " } ?? "") + "(Round \(round).)"
    }
    event.parties = row.parties
    event.place = row.location
    event.track = row.track
    event.format = row.format
    event.sources = row.sources
    event.checked = row.verified
    return event
  }

  private func introduction(of party: PartyID) -> PartyDefined {
    var definition = PartyDefined()
    definition.party = party
    definition.name = names.name(of: party)
    return definition
  }
}

extension Subject {
  /// The thing as an event refers to it that does not name it.
  fileprivate var asExisting: Subject {
    if case .new(let slug?) = self { .existing(Reference(slug)) } else { self }
  }
}
