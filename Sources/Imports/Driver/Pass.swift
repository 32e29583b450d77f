import EventSourcing
import Recording
import System
import Talks

/// Decides the events of a file, line by line, from the log and the lines above.
struct Pass<Log: EventLog<Event>> {
  private var unit: UnitOfWork<Log>
  private let ids: LineIDs
  private let by: String
  private let now: Int64
  /// The time at which the desk learned of lines without one; nil for now.
  private let usuallyKnown: Int64?
  private let ties: [Int: TieAnswer]
  private var format: any ImportFormat
  /// The log's names of things, by process and by the name that the file proposed.
  private var aliases: [Slug: [Slug: Slug]] = [:]
  /// The first events of lines without an id that the log had already.
  private var met: Set<EventID> = []
  /// The number of occurrences of each line without an id that stands there more than once.
  private var repeated: [LineDigest: Int] = [:]
  /// The digests of the lines with an id, by that.
  private let identified = SpilledTable()

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

  /// The pass that decides again, on another unit of work, about what this one has understood of the file.
  func again(_ unit: UnitOfWork<Log>) -> Pass {
    var pass = self
    (pass.unit, pass.aliases) = (unit, [:])
    pass.format.forgetRecord()
    return pass
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
  /// - Parameter items: gets the events that the line asks for. Of a line that cannot be understood they are the parties
  ///   that it introduces, of which lines below may speak.
  /// - Returns: whether the log had the line already.
  /// - Throws: `Malformed`, or an error of the log.
  mutating func take(_ imported: Imported, into items: inout [Understood.Item]) throws -> Bool {
    let line = imported.line
    let known = try known(line)
    let loaded = try unit.process(line.process)
    if case .erases(let erased?)? = line.event.correction, loaded.event(erased) != nil {
      erasedElsewhere.insert(erased)
      return true
    }
    guard let (id, ordinal) = try identify(imported, loaded) else { return true }

    func take(
      _ draft: Event, _ role: AdditionRole, as id: EventID, _ pass: inout Self,
      _ items: inout [Understood.Item], _ change: (inout Addition) -> Void = { _ in }
    ) throws {
      var addition = Addition(
        role: role, id: id, process: line.process, draft: draft, known: known, by: line.by ?? pass.by)
      change(&addition)
      if loaded.event(id) != nil, role != .correction { pass.alreadyThere += 1 }
      items.append((addition, try pass.take(addition)))
    }
    for definition in imported.introduced {
      let id = ids.event(imported.digest, ordinal: ordinal, introducing: definition.party)
      try take(Event(definition), .introduction, as: id, &self, &items)
    }
    let isGiven = line.id != nil || imported.row != nil
    noteNamesake(imported, isGiven: isGiven, as: id, loaded)
    try take(line.event, .statement, as: id, &self, &items) { addition in
      addition.isGiven = isGiven
      addition.isCopied = line.id != nil && imported.row == nil
      addition.namesAreProposals = imported.namesAreProposals
      addition.row = imported.row
    }
    for (index, event) in imported.further.enumerated() {
      try take(
        event, .further, as: ids.event(imported.digest, ordinal: ordinal, part: "\(index + 2)"), &self, &items
      ) {
        $0.namesAreProposals = true
      }
    }
    let recorded = loaded.event(id)
    if let recorded, case .thing(let thing)? = imported.answer {
      for (event, part) in try retied(recorded, as: id, to: thing, line, loaded) {
        try take(
          event, .correction, as: ids.event(imported.digest, ordinal: ordinal, part: part), &self, &items)
      }
    }
    return recorded != nil
  }

  /// Adds an event to the unit of work, decided on what that holds; nil where there is none to be recorded.
  ///
  /// - Throws: `Malformed`, or an error of the log.
  mutating func take(_ addition: Addition) throws -> Event? {
    guard let decided = try decide(addition) else { return nil }
    try unit.add(NewEvent(addition, decided), to: addition.process)
    return decided
  }

  private mutating func decide(_ addition: Addition) throws -> Event? {
    let loaded = try unit.process(addition.process)
    if let recorded = loaded.event(addition.id) {
      try compare(addition, with: recorded)
      return nil
    }
    switch addition.role {
    case .introduction:
      let isKnown = addition.draft.introduction.map(loaded.names.introduced.contains) ?? false
      return isKnown ? nil : addition.draft
    case .statement, .further, .correction:
      let event =
        addition.namesAreProposals ? try proposing(addition.draft, addition.process) : addition.draft
      return try decide(event, addition.process, isCopied: addition.isCopied)
    }
  }

  /// Compares what a line says with the event that the log has under its id, and learns the name that it has there.
  private mutating func compare(_ addition: Addition, with recorded: Event) throws {
    guard addition.role == .statement else { return }
    if addition.namesAreProposals {
      guard case .new(let proposed?) = addition.draft.subject else { return }
      aliases[addition.process, default: [:]][proposed] = recorded.subject?.slug
    } else if addition.isGiven,
      try unit.recorded(addition.draft, as: addition.id, in: addition.process) == nil
    {
      if let row = addition.row {
        throw Malformed(
          "The row “\(row)” was recorded with other content; “parley sync” records what has changed.")
      }
      throw wrong("The id \(addition.id) is in the log already, with other content.", "id")
    }
  }

  /// Notes a name that the line of another copy gives, and that was given here as well.
  private mutating func noteNamesake(
    _ imported: Imported, isGiven: Bool, as id: EventID, _ loaded: LoadedProcess
  ) {
    guard isGiven, !imported.namesAreProposals, loaded.event(id) == nil,
      case .new(let slug?) = imported.line.event.subject, let kind = loaded.names.kind(of: slug)
    else { return }
    namesakes.append((slug, kind))
  }

  /// The id of a line's event, and how many lines above say the same; nil where one above has the same id.
  ///
  /// - Throws: `Malformed` where that says something else.
  private mutating func identify(
    _ imported: Imported, _ loaded: LoadedProcess
  ) throws -> (id: EventID, ordinal: Int)? {
    let digest = imported.digest
    guard let text = imported.line.id ?? rowID(imported) else {
      let first = ids.event(digest, ordinal: 0)
      guard loaded.hasAdded(first) || met.contains(first) else {
        if loaded.event(first) != nil { met.insert(first) }
        return (first, 0)
      }
      let ordinal = repeated[digest, default: 1]
      repeated[digest] = ordinal + 1
      return (ids.event(digest, ordinal: ordinal), ordinal)
    }
    guard let given = EventID(text) else {
      throw wrong("“\(text)” is not the id of an event; write a UUID, or leave it out.", "id")
    }
    guard let before = try firstDigest(of: given, orElse: digest) else { return (given, 0) }
    guard before == digest else {
      if let row = imported.row { throw Self.sharedKey(row) }
      throw wrong("The id \(given) stands in a line above, with other content.", "id")
    }
    alreadyThere += 1
    return nil
  }

  /// The digest of the first line of this id; nil where there was none, so that it is the given one.
  private func firstDigest(of id: EventID, orElse digest: LineDigest) throws -> LineDigest? {
    do { return try identified.insert(digest.number, for: id.number).map(LineDigest.init) } catch {
      throw ImportError.temporaryFile(error)
    }
  }

  /// The id of a row of a table, which it has by its key; nil in other files.
  private func rowID(_ imported: Imported) -> String? {
    imported.row == nil ? nil : imported.line.event.origin.map { ids.event($0).description }
  }

  /// The events by which a recorded row that stands alone comes to speak of an earlier thing after all: it is retracted,
  /// and recorded anew.
  private func retied(
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
      (Event(retraction), "no longer alone, but \(thing)"), (line.event, "about \(thing)"),
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

extension NewEvent<Event> {
  init(_ addition: Addition, _ decided: Event) {
    self.init(id: addition.id, body: decided, known: addition.known, by: addition.by)
  }
}
