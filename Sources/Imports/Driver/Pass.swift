import EventSourcing
import Recording
import Talks

/// One pass over a file: decides the events of each line from the log and the lines above it.
struct Pass<Log: EventLog<Event>> {
  /// An event missing from the log and added to the unit of work.
  struct Fresh {
    let id: EventID
    let process: Slug
    /// In microseconds since 1970 UTC; nil for when it is recorded.
    let known: Int64?
    /// Whether it tells of a happening without a date.
    let isUndated: Bool
  }

  private let unit: UnitOfWork<Log>
  private let ids: LineIDs
  private let by: String
  private let now: Int64
  /// The time at which the desk learned of lines without one; nil for now.
  private let usuallyKnown: Int64?
  private let ties: [Int: TieAnswer]
  private var format: any ImportFormat
  /// The log's names of things, by process and by the name that the file proposed.
  private var aliases: [Slug: [Slug: Slug]] = [:]
  /// The number of occurrences of each line without an id.
  private var repeated: [LineDigest: Int] = [:]
  /// The lines with an id.
  private var identified: [EventID: LineDigest] = [:]

  private(set) var alreadyThere = 0
  /// The names that lines of other copies give and that were given here as well.
  private(set) var namesakes: [(slug: Slug, kind: ThingKind)] = []
  /// The events that lines of other copies report to be erased there, and that are here with their content.
  private(set) var erasedElsewhere: Set<EventID> = []

  /// What the file says of events that were erased; nil until it was looked over.
  private var erasures: Erasures?

  /// - Parameter now: microseconds since 1970 UTC.
  init(
    _ unit: UnitOfWork<Log>, _ options: ImportOptions, format: any ImportFormat.Type, now: Int64
  ) throws {
    self.unit = unit
    ids = LineIDs(key: try unit.importKey())
    self.now = now
    by = options.by
    ties = options.ties
    usuallyKnown = options.known
    self.format = try format.init(options.map)
  }

  /// Looks over the whole file, for a format in which records depend on each other.
  mutating func survey(_ file: ImportFile) throws {
    let unit = self.unit
    erasures = Erasures(in: file)
    try format.survey(file, ties, ids) { try unit.process($0) }
  }

  /// The next record of the file that is not blank.
  mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? {
    while let record = try format.next(&lines) {
      if !record.isBlank { return record }
    }
    return nil
  }

  /// The content of a record; nil for one to be skipped.
  mutating func read(_ record: Record) throws(Malformed) -> Imported? { try format.read(record) }

  /// What the format has passed over so far.
  var passedOver: BadLines { format.passedOver }

  /// Adds the new events of a line to the unit of work.
  ///
  /// - Returns: the new events, and whether the log had the line already.
  /// - Throws: `Malformed`, or an error of the log.
  mutating func take(_ imported: Imported) throws -> (fresh: [Fresh], isRecorded: Bool) {
    let line = imported.line
    let digest = imported.digest
    let known = try known(line)
    let loaded = try unit.process(line.process)
    if case .erases(let erased?)? = line.event.correction, loaded.event(erased) != nil {
      erasedElsewhere.insert(erased)
      return ([], true)
    }
    var fresh: [Fresh] = []
    func add(_ event: Event, _ id: EventID) throws {
      try unit.add(NewEvent(id: id, body: event, known: known, by: line.by ?? by), to: line.process)
      let isUndated = event.on == nil && !event.type.isDescription && !event.type.isEditorial
      fresh.append(Fresh(id: id, process: line.process, known: known, isUndated: isUndated))
    }

    let id: EventID
    var ordinal = 0
    if let text = line.id ?? rowID(imported) {
      guard let given = EventID(text) else {
        throw wrong("“\(text)” is not the id of an event; write a UUID, or leave it out.", "id")
      }
      if let before = identified.updateValue(digest, forKey: given) {
        guard before == digest else {
          if let row = imported.row { throw Self.sharedKey(row) }
          throw wrong("The id \(given) stands in a line above, with other content.", "id")
        }
        alreadyThere += 1
        return ([], true)
      }
      id = given
    } else {
      ordinal = repeated[digest, default: 0]
      repeated[digest] = ordinal + 1
      id = ids.event(digest, ordinal: ordinal)
    }

    for definition in imported.introduced where !loaded.names.knows(definition.party) {
      try add(Event(definition), ids.event(digest, ordinal: ordinal, introducing: definition.party))
    }
    alreadyThere += imported.introduced.count { definition in
      loaded.event(ids.event(digest, ordinal: ordinal, introducing: definition.party)) != nil
    }

    let recorded = loaded.event(id)
    if let recorded {
      alreadyThere += 1
      if imported.namesAreProposals {
        if case .new(let proposed?) = line.event.subject {
          aliases[line.process, default: [:]][proposed] = recorded.subject?.slug
        }
      } else if line.id != nil || imported.row != nil,
        try unit.recorded(line.event, as: id, in: line.process) == nil
      {
        if let row = imported.row {
          throw Malformed(
            "The row “\(row)” was recorded with other content; “parley sync” records what has changed.")
        }
        throw wrong("The id \(id) is in the log already, with other content.", "id")
      }
    } else {
      let event = imported.namesAreProposals ? try proposing(line.event, line.process) : line.event
      if !imported.namesAreProposals, line.id != nil || imported.row != nil,
        case .new(let slug?) = event.subject,
        let kind = loaded.names.kind(of: slug)
      {
        namesakes.append((slug, kind))
      }
      try add(decide(event, line.process, isCopied: line.id != nil && imported.row == nil), id)
    }
    for (index, event) in imported.further.enumerated() {
      let id = ids.event(digest, ordinal: ordinal, part: "\(index + 2)")
      if loaded.event(id) != nil {
        alreadyThere += 1
      } else {
        try add(decide(proposing(event, line.process), line.process), id)
      }
    }
    if let recorded, case .thing(let thing)? = imported.answer {
      for (event, part) in try retied(recorded, as: id, to: thing, line, loaded) {
        let id = ids.event(digest, ordinal: ordinal, part: part)
        if loaded.event(id) == nil { try add(event, id) }
      }
    }
    return (fresh, recorded != nil)
  }

  /// The id of a row of a table, which it has by its key; nil in other files.
  private func rowID(_ imported: Imported) -> String? {
    imported.row == nil ? nil : imported.line.event.origin.map { ids.event($0).description }
  }

  /// The events by which a recorded row that stands alone comes to speak of an earlier thing after all: it is retracted,
  /// and recorded anew.
  private mutating func retied(
    _ recorded: Event, as id: EventID, to thing: Slug, _ line: JournalLine, _ loaded: LoadedProcess
  ) throws -> [(event: Event, part: String)] {
    guard case .new(let name?)? = recorded.subject, line.event.subject?.slug == thing else { return [] }
    let isUsed = loaded.recorded.contains { other in
      other.id != id
        && (other.body.subject?.slug == name
          || other.body.mentions.all.contains { mention in
            if case (_, .thing(let reference, _)) = mention { reference == Reference(name) } else { false }
          })
    }
    if isUsed {
      throw Malformed(
        "It was recorded as “\(name)”, to which other events refer; let these refer to “\(thing)” first.")
    }
    var retraction = EventRetracted()
    retraction.retracted = id
    retraction.because = "It speaks of “\(thing)”, by a review of the import."
    return [
      (try decide(Event(retraction), line.process), "no longer alone, but \(thing)"),
      (try decide(line.event, line.process), "about \(thing)"),
    ]
  }

  /// The error for two rows of a table with one key and different content.
  static func sharedKey(_ key: String) -> Malformed {
    Malformed("The key “\(key)” stands in a row above, with other content; map a key that no two rows share.")
  }

  /// Throws where an event that the log has in some form would not be understood.
  mutating func check(_ event: Event, in process: Slug) throws {
    _ = try decide(proposing(event, process), process)
  }

  // MARK: Deciding

  private func decide(_ event: Event, _ process: Slug, isCopied: Bool = false) throws -> Event {
    let witness: Witness = isCopied ? .copy(gaps: gaps) : .elsewhere
    do { return try unit.decide(event, in: process, by: witness) } catch let error as Malformed {
      throw wrong(error.reason, error.field)
    }
  }

  /// The processes of which an event was erased, by what the file or the log says, that is not in the log.
  private func gaps() throws -> Set<Slug> {
    let told = try erasures?.all() ?? []
    return Set(try told.filter { try unit.process($0.process).event($0.event) == nil }.map(\.process))
  }

  /// The event with names that are free in the log for the things that the file names.
  private mutating func proposing(_ event: Event, _ process: Slug) throws -> Event {
    guard let subject = event.subject else { return event }
    if case .new(let slug?) = subject {
      aliases[process, default: [:]][slug] = try unit.process(process).names.free(slug)
    }
    var event = event
    try event.rename(by: aliases[process] ?? [:])
    return event
  }

  private func known(_ line: JournalLine) throws(Malformed) -> Int64? {
    guard let text = line.known else { return usuallyKnown }
    guard let known = RFC3339.microseconds(text) else {
      throw wrong("“\(text)” is not a moment; write it as 2020-05-01T12:00:00Z.", "known")
    }
    if known > now { throw wrong(Malformed.knownInTheFuture(text).reason, "known") }
    return known
  }

  /// A complaint about one field of the record at hand.
  private func wrong(_ reason: String, _ field: String?) -> Malformed {
    format.place(Malformed(reason, field: field))
  }
}
