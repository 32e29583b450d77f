import EventSourcing
import Talks

/// One reading of a file: what each line comes to, given the log and the lines above it.
struct Pass<Log: EventLog<Event>> {
  /// An event that the log does not have yet.
  struct Fresh {
    let event: NewEvent<Event>
    let process: Slug
  }

  private let log: Log
  private let by: String
  private let now: Int64
  /// When the desk learned what no line says otherwise.
  private let usuallyKnown: Int64?
  private var format: any ImportFormat
  private var processes: [Slug: Standing] = [:]
  /// What is introduced above in the file and, once somebody has asked, anywhere in the log.
  private var introduced: Set<Mention> = []
  private var knowsAllIntroduced = false
  /// How often each line without an id has come up.
  private var repeated: [LineDigest: Int] = [:]
  /// The lines with an id.
  private var identified: [EventID: LineDigest] = [:]

  private(set) var alreadyThere = 0

  /// - Parameter now: microseconds since 1970 UTC.
  init(_ log: Log, _ options: ImportOptions, format: any ImportFormat.Type, now: Int64) throws(ImportError) {
    self.log = log
    self.now = now
    by = options.by
    usuallyKnown = options.known
    self.format = try format.init(options.map)
  }

  /// The next record of the file that holds something.
  mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? {
    while let record = try format.next(&lines) {
      if !record.isBlank { return record }
    }
    return nil
  }

  /// What a record says; nil where it is to be passed over.
  mutating func read(_ record: Record) throws(Malformed) -> Imported? { try format.read(record) }

  /// The events of a line that are new, and why it stands alone if it does.
  ///
  /// - Throws: `Malformed`, or what the log throws.
  mutating func take(_ imported: Imported) throws -> (
    fresh: [Fresh], unlinked: (title: String, reason: String)?
  ) {
    let line = imported.line
    let digest = imported.digest
    let known = try known(line)
    let standing = try standing(of: line.process)
    var fresh: [Fresh] = []
    func add(_ event: Event, _ id: EventID) {
      if let introduction = event.introduction { introduced.insert(introduction) }
      TalksDecider.evolve(&standing.names, with: event)
      standing.added.insert(id)
      fresh.append(
        Fresh(event: NewEvent(id: id, body: event, known: known, by: line.by ?? by), process: line.process))
    }

    let id: EventID
    var ordinal = 0
    if let text = line.id {
      guard let given = EventID(text) else {
        throw wrong("“\(text)” is not the id of an event; write a UUID, or leave it out.", "id")
      }
      if let before = identified.updateValue(digest, forKey: given) {
        guard before == digest else {
          if let row = imported.row { throw Self.sharedKey(row) }
          throw wrong("The id \(given) stands in a line above, with other content.", "id")
        }
        alreadyThere += 1
        return ([], nil)
      }
      id = given
    } else {
      ordinal = repeated[digest, default: 0]
      repeated[digest] = ordinal + 1
      id = digest.event(ordinal: ordinal)
    }

    for definition in imported.introduced where !standing.names.knows(definition.party) {
      add(Event(definition), digest.event(ordinal: ordinal, introducing: definition.party))
    }
    alreadyThere += imported.introduced.count { definition in
      standing.recorded[digest.event(ordinal: ordinal, introducing: definition.party)] != nil
    }

    var event = line.event
    if let recorded = standing.recorded[id] {
      alreadyThere += 1
      if imported.namesAreProposals {
        if let proposed = event.subject?.slug { standing.aliases[proposed] = recorded.subject?.slug }
      } else if line.id != nil {
        try event.rename(unnamed: recorded.subject?.slug)
        guard event == recorded else {
          if let row = imported.row {
            throw Malformed(
              "The row “\(row)” was recorded with other content; “parley sync” records what has changed.")
          }
          throw wrong("The id \(id) is in the log already, with other content.", "id")
        }
      }
    } else {
      if imported.namesAreProposals { event = try proposing(event, standing) }
      for decided in try decide(event, standing, line.process) { add(decided, id) }
    }
    return (fresh, imported.unlinked.map { (line.event.headline, $0) })
  }

  /// That two rows of a table which say different things have one key.
  static func sharedKey(_ key: String) -> Malformed {
    Malformed("The key “\(key)” stands in a row above, with other content; map a key that no two rows share.")
  }

  /// Throws where an event that the log has in some form would not be understood.
  mutating func check(_ event: Event, in process: Slug) throws {
    let standing = try standing(of: process)
    _ = try decide(proposing(event, standing), standing, process)
  }

  /// The version of a process before the file's new events.
  func version(of process: Slug) -> Int64 { processes[process]?.version ?? 0 }

  /// Notes that a process has grown.
  func advance(_ process: Slug, by count: Int64) { processes[process]?.version += count }

  // MARK: Deciding

  private mutating func standing(of process: Slug) throws -> Standing {
    if let standing = processes[process] { return standing }
    let standing = Standing(try log.events(of: process.text))
    processes[process] = standing
    return standing
  }

  /// Looks into other processes only where the event cannot be understood without, since few refer to any.
  private mutating func decide(_ event: Event, _ standing: Standing, _ process: Slug) throws -> [Event] {
    do throws(Malformed) {
      var surroundings = Surroundings(introduced: introduced)
      surroundings.events = standing.targets(of: event)
      let draft = Draft(event, in: process, surroundings: surroundings)
      return try TalksDecider.decide(draft, in: standing.names)
    } catch {
      try learnAllIntroduced()
      var surroundings = Surroundings(introduced: introduced)
      surroundings.events = standing.targets(of: event)
      for case (_, .thing(let reference, _)) in event.mentions.all {
        guard let other = reference.process, other != process else { continue }
        surroundings.processes[other] = try self.standing(of: other).names
      }
      do throws(Malformed) {
        let draft = Draft(event, in: process, surroundings: surroundings)
        return try TalksDecider.decide(draft, in: standing.names)
      } catch {
        throw wrong(error.reason, error.field)
      }
    }
  }

  private mutating func learnAllIntroduced() throws {
    if knowsAllIntroduced { return }
    knowsAllIntroduced = true
    _ = try log.forEachByStream { _, _, _, event in
      if let introduction = event.introduction { introduced.insert(introduction) }
    }
  }

  /// The event with names that are free in the log for the things that the file names.
  private func proposing(_ event: Event, _ standing: Standing) throws(Malformed) -> Event {
    guard let subject = event.subject else { return event }
    if case .new(let slug?) = subject {
      let free = slug.free { standing.names.kind(of: $0) != nil }
      standing.aliases[slug] = free
    }
    var event = event
    try event.rename(by: standing.aliases)
    return event
  }

  private func known(_ line: JournalLine) throws(Malformed) -> Int64? {
    guard let text = line.known else { return usuallyKnown }
    guard let known = RFC3339.microseconds(text) else {
      throw wrong("“\(text)” is not a moment; write it as 2020-05-01T12:00:00Z.", "known")
    }
    if known > now { throw wrong("Nothing can be known in the future: “\(text)”.", "known") }
    return known
  }

  /// A complaint about one field of the record at hand.
  private func wrong(_ reason: String, _ field: String?) -> Malformed {
    format.place(Malformed(reason, field: field))
  }
}
