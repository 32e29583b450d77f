package import EventSourcing
package import Talks

/// A unit of work: events to be recorded together, decided on the log as loaded.
///
/// Processes are loaded on first use, each once. An added event is visible to every later decision. The log
/// then takes all events or none, and none if there were other appends to one of the processes in between.
package final class UnitOfWork<Log: EventLog<Event>> {
  private let log: Log
  /// The processes at hand.
  private var processes: [Slug: LoadedProcess] = [:]
  /// The version of each process that the log's next append to it expects.
  private var versions: [Slug: Int64] = [:]
  /// The others; nil to have all at hand.
  private let pages: (any ProcessPages)?
  /// About how many bytes those at hand take that can be put away, and how many they may.
  private var (weight, room): (Int, Int)
  /// The number of times that a process was asked for, and of bytes that came back for it.
  private var (uses, returned) = (0, 0)
  /// The events to be appended, in order, as runs of events of one process.
  private var runs: [(process: Slug, events: [NewEvent<Event>])] = []
  /// The parties and sources that the loaded processes introduce and, once requested, those of all processes.
  private var introduced: Set<Mention> = []
  private var knowsAllIntroduced = false
  private var moves: Moves?
  /// The streams that the log has; nil until many were asked for.
  private var streams: Set<String>?
  /// The names of which events from other copies speak and that no event gives, since those that did were erased.
  package private(set) var lostNames: Set<Mention> = []

  /// - Parameter pages: where ``tidy()`` puts processes that were not used for long; nil to keep all at hand.
  /// - Parameter room: about how many bytes of memory they may take before it does.
  package init(_ log: Log, pages: (any ProcessPages)? = nil, room: Int = 0) {
    (self.log, self.pages, self.room, weight) = (log, pages, room, 0)
  }

  /// The key of the log for the ids of imported lines.
  package func importKey() throws -> [UInt8] { try log.importKey() }

  package func process(_ slug: Slug) throws -> LoadedProcess {
    let loaded = try processes[slug] ?? fetch(slug)
    uses += 1
    loaded.lastUse = uses
    return loaded
  }

  /// A process that is not at hand.
  private func fetch(_ slug: Slug) throws -> LoadedProcess {
    let page = try pages?.page(of: slug)
    let loaded = try page.map { LoadedProcess(packed: $0, in: slug) } ?? load(slug)
    processes[slug] = loaded
    weight += loaded.weight
    returned += page?.count ?? 0
    return loaded
  }

  private func load(_ slug: Slug) throws -> LoadedProcess {
    let moves = try self.moves ?? log.moves()
    self.moves = moves
    if versions.count == Self.mostAskedFor { streams = Set(try log.streams(after: 0)) }
    // One that begins in the meantime is told by its version when it is appended to.
    let mayExist = streams?.contains(slug.text) ?? true
    let loaded = LoadedProcess(
      mayExist ? try log.events(of: slug.text) : [],
      visitors: try moves.visitors(of: slug.text, log.events(of:)), in: slug)
    versions[slug] = loaded.recorded.last?.version ?? 0
    introduced.formUnion(loaded.names.introduced)
    return loaded
  }

  /// Puts away the processes that were not used for longest, where those at hand take much memory; a process that was
  /// given before is not to be used after it.
  package func tidy() throws {
    guard let pages, weight > room else { return }
    if returned > uses * Self.mostReturned {
      room = max(room, 1) * 2
      return
    }
    weight = 0
    var left = room / 2
    for (slug, process) in processes.sorted(by: { $0.value.lastUse > $1.value.lastUse }) {
      left -= process.weight
      if left < 0, process.lastUse < uses, let packed = process.packed {
        try pages.put(packed, of: slug)
        processes[slug] = nil
      } else {
        weight += process.weight
      }
    }
  }

  /// The number of processes that are asked for, each by itself, before the log is asked once which it has.
  private static var mostAskedFor: Int { 100 }

  /// The number of bytes that may come back for a use of a process, on average; where it would be more, as with large
  /// processes in turn, memory is taken instead.
  private static var mostReturned: Int { 2_048 }

  // MARK: Deciding

  /// The event to be recorded for a draft.
  ///
  /// - Throws: `Malformed` for an unintelligible draft, or an error of the log.
  package func decide(_ draft: Event, in process: Slug, by witness: Witness) throws -> Event {
    let loaded = try self.process(process)
    var draft = draft
    var surroundings = Surroundings(introduced: introduced)
    switch witness {
    case .here(let zones):
      if let zone = draft.zone {
        do { _ = try Zone(zone, rules: zones) } catch { throw Malformed(error.description) }
      }
      if draft.type.isEditorial {
        surroundings.learn(loaded.record.map { Entry($0, zones: zones) }, about: draft)
        draft = loaded.seeing(draft)
      } else {
        surroundings.events = loaded.targets(of: draft)
      }
    case .elsewhere, .copy: surroundings.events = loaded.targets(of: draft)
    }
    for place in [draft.correction?.destination] + surroundings.events.values.map(\.place) {
      if let place { surroundings.processes[place] = try self.process(place).names }
    }
    var whole: Draft { Draft(draft, in: process, surroundings: surroundings, origin: witness.origin) }
    func decide(in names: Names) throws(Malformed) -> Event { try TalksDecider.decide(whole, in: names) }
    do throws(Malformed) { return try decide(in: loaded.names) } catch {
      // Few events refer to anything beyond their process, so that it is looked for only where one does.
      try learnAllIntroduced()
      surroundings.introduced = introduced
      for case (_, .thing(let reference, _)) in draft.mentions.all {
        guard let other = reference.process, other != process else { continue }
        surroundings.processes[other] = try self.process(other).names
      }
      var names = loaded.names
      names.note(loaded.namesakes)
      surroundings.gaps = try witness.gaps()
      let decided = try decide(in: names)
      lostNames.formUnion(TalksDecider.unknownNames(in: whole, names))
      return decided
    }
  }

  private func learnAllIntroduced() throws {
    if knowsAllIntroduced { return }
    knowsAllIntroduced = true
    let types = Catalogue.all.filter { $0 is any Introducing.Type }.map { $0.name }
    introduced.formUnion(try log.bodies(ofTypes: types).compactMap(\.introduction))
  }

  /// The event that the log has under an id, if it equals the draft.
  package func recorded(_ draft: Event, as id: EventID, in process: Slug) throws -> Event? {
    guard let recorded = try self.process(process).event(id) else { return nil }
    var same = draft
    same.detail = same.detail.within(process)
    try same.rename(unnamed: recorded.subject?.slug)
    // Who says it again has seen it since.
    if var remark = same.detail as? any Editorial, let said = recorded.detail as? any Editorial,
      remark.saw.isEmpty
    {
      remark.saw = said.saw
      same.detail = remark
    }
    return same == recorded ? recorded : nil
  }

  /// A correction that says what is to be seen of its events in the log and among the added ones.
  package func seeing(_ correction: Event, in process: Slug) throws -> Event {
    try self.process(process).seeing(correction)
  }

  // MARK: Adding

  package func add(_ event: NewEvent<Event>, to process: Slug) throws {
    weight += try self.process(process).add(event)
    if let introduction = event.body.introduction { introduced.insert(introduction) }
    addAgain(event, to: process)
  }

  /// Adds an event that was added and discarded before.
  package func addAgain(_ event: NewEvent<Event>, to process: Slug) {
    if runs.last?.process != process { runs.append((process, [])) }
    runs[runs.count - 1].events.append(event)
  }

  /// Drops the added events that are not yet handed to the log; later decisions still see them.
  package func discard() { runs = [] }

  /// The findings that the added events cause in a process: those that it did not have in the same words before.
  ///
  /// - Parameter day: the process is judged at its end.
  /// - Returns: each finding with the last added event concerned,
  ///   as an index from 0 among the process's new events.
  package func findings(
    in process: Slug, by checks: [any Check.Type], on day: CivilDay, zones: any ZoneRules
  ) throws -> [(event: Int, finding: Finding)] {
    let loaded = try self.process(process)
    let recorded = loaded.record.map { Entry($0, zones: zones) }
    var entries = recorded
    // They have no positions yet, and come after all that have.
    let first = (entries.map(\.position).max() ?? 0) + 1
    let added = runs.lazy.filter { $0.process == process }.flatMap(\.events)
    for (offset, event) in added.filter({ loaded.event($0.id) == nil }).enumerated() {
      entries.append(
        Entry(
          position: first + Int64(offset), id: event.id, event: event.body, home: process.text, zones: zones))
    }
    let inspection = Inspection(of: process, entries, on: day)
    var found = inspection.findings(from: first, by: checks)
    if !found.isEmpty {
      var before = FindingCounts(Inspection(of: process, recorded, on: day).findings(by: checks))
      before.remove(inspection.findings(by: checks).filter { !found.contains($0) })
      found = found.filter { !before.take($0) }
    }
    return found.map { (Int(($0.events.all.last ?? first) - first), $0) }
  }

  // MARK: Appending

  /// Appends the added events; returns a receipt for each in the order of their addition.
  ///
  /// - Throws: `AppendRefusal`, or an error of the log.
  package func append() throws -> [Receipt] {
    let appends = takeAppends()
    return appends.isEmpty ? [] : try log.append(appends)
  }

  /// Prepares to append the events added so far, as `EventLog.prepareAppend` does; more may be added meanwhile.
  package func prepareAppend() throws -> PreparedAppend {
    let appends = takeAppends()
    return appends.isEmpty ? PreparedAppend { { [] } } : try log.prepareAppend(appends)
  }

  private func takeAppends() -> [Append<Event>] {
    var met: Set<Slug> = []
    let appends = runs.map { run in
      let version = versions[run.process] ?? 0
      // The log skips those that it already has.
      let isRecorded = { [loaded = processes[run.process]] id in loaded?.event(id) != nil }
      versions[run.process] = version + Int64(run.events.count { !isRecorded($0.id) })
      // Only the first run of a process in an append carries an expected version.
      let isFirst = met.insert(run.process).inserted
      return Append(run.events, to: run.process.text, expecting: isFirst ? .exactly(version) : .any)
    }
    runs = []
    return appends
  }
}

/// Findings counted by what they say, whatever events they name.
private struct FindingCounts {
  private struct Statement: Hashable {
    let check: String
    let sentence: String
  }

  private var counts: [Statement: Int] = [:]

  init(_ findings: [Finding]) {
    for finding in findings { counts[Self.statement(finding), default: 0] += 1 }
  }

  mutating func remove(_ findings: [Finding]) { for finding in findings { _ = take(finding) } }

  /// Takes one off; false where none is left.
  mutating func take(_ finding: Finding) -> Bool {
    guard let count = counts[Self.statement(finding)], count > 0 else { return false }
    counts[Self.statement(finding)] = count - 1
    return true
  }

  private static func statement(_ finding: Finding) -> Statement {
    Statement(check: finding.check, sentence: finding.sentence)
  }
}

/// Where a unit of work keeps what it knows of processes that are not at hand.
package protocol ProcessPages {
  /// Keeps a page, in the place of an earlier one of its process.
  func put(_ page: [UInt8], of process: Slug) throws
  /// The last page of a process; nil where there is none.
  func page(of process: Slug) throws -> [UInt8]?
}
