package import EventSourcing
package import Talks

/// What is to be recorded together, decided on the log as it was loaded.
///
/// Processes are loaded as they come up, each once. Whatever is added to one is known to what is decided after it.
/// The log then takes all of it or nothing, and nothing where anybody else has appended to one of the processes since.
package final class UnitOfWork<Log: EventLog<Event>> {
  private let log: Log
  private var processes: [Slug: LoadedProcess] = [:]
  /// What is to be appended, in its order: events of one process that follow each other.
  private var runs: [(process: Slug, events: [NewEvent<Event>])] = []
  /// The parties and sources that the loaded processes introduce and, once that was asked, those that any does.
  private var introduced: Set<Mention> = []
  private var knowsAllIntroduced = false

  package init(_ log: Log) { self.log = log }

  package func process(_ slug: Slug) throws -> LoadedProcess {
    if let loaded = processes[slug] { return loaded }
    let loaded = LoadedProcess(try log.events(of: slug.text))
    processes[slug] = loaded
    introduced.formUnion(loaded.names.introduced)
    return loaded
  }

  // MARK: Deciding

  /// The event that a draft comes to.
  ///
  /// - Throws: `Malformed` where the draft cannot be understood, or what the log throws.
  package func decide(_ draft: Event, in process: Slug, by witness: Witness) throws -> Event {
    let loaded = try self.process(process)
    var surroundings = Surroundings(introduced: introduced)
    switch witness {
    case .here(let zones):
      if let zone = draft.zone {
        do { _ = try Zone(zone, rules: zones) } catch { throw Malformed(error.description) }
      }
      if draft.type.isEditorial {
        surroundings.learn(loaded.recorded.map { Entry($0, zones: zones) }, about: draft)
      }
    case .elsewhere: surroundings.events = loaded.targets(of: draft)
    }
    do throws(Malformed) {
      return try TalksDecider.decide(Draft(draft, in: process, surroundings: surroundings), in: loaded.names)
    } catch {
      // Few events refer to anything beyond their process, so that it is looked for only where one does.
      try learnAllIntroduced()
      surroundings.introduced = introduced
      for case (_, .thing(let reference, _)) in draft.mentions.all {
        guard let other = reference.process, other != process else { continue }
        surroundings.processes[other] = try self.process(other).names
      }
      return try TalksDecider.decide(Draft(draft, in: process, surroundings: surroundings), in: loaded.names)
    }
  }

  private func learnAllIntroduced() throws {
    if knowsAllIntroduced { return }
    knowsAllIntroduced = true
    let types = Catalogue.all.filter { $0 is any Introducing.Type }.map { $0.name }
    introduced.formUnion(try log.bodies(ofTypes: types).compactMap(\.introduction))
  }

  /// The event that the log has under an id, where it says what the draft says.
  package func recorded(_ draft: Event, as id: EventID, in process: Slug) throws -> Event? {
    guard let recorded = try self.process(process).event(id) else { return nil }
    var same = draft
    same.detail = same.detail.within(process)
    try same.rename(unnamed: recorded.subject?.slug)
    return same == recorded ? recorded : nil
  }

  // MARK: Adding

  package func add(_ event: NewEvent<Event>, to process: Slug) throws {
    try self.process(process).add(event)
    if let introduction = event.body.introduction { introduced.insert(introduction) }
    if runs.last?.process != process { runs.append((process, [])) }
    runs[runs.count - 1].events.append(event)
  }

  /// Lets go of what has been added and is not handed to the log; what is decided afterwards knows of it all the same.
  package func discard() { runs = [] }

  /// What the added events bring into a process that does not add up.
  ///
  /// - Parameter day: to whose end the process is judged.
  /// - Returns: each finding with the last added event that has to do with it, counted from 0 among those of the process
  ///   that are new.
  package func findings(
    in process: Slug, by checks: [any Check.Type], on day: CivilDay, zones: any ZoneRules
  ) throws -> [(event: Int, finding: Finding)] {
    let loaded = try self.process(process)
    var entries = loaded.recorded.map { Entry($0, zones: zones) }
    // They have no positions yet, and come after all that have.
    let first = (entries.last?.position ?? 0) + 1
    let added = runs.lazy.filter { $0.process == process }.flatMap(\.events)
    for (offset, event) in added.filter({ loaded.event($0.id) == nil }).enumerated() {
      entries.append(
        Entry(position: first + Int64(offset), id: event.id, event: event.body, zones: zones))
    }
    return Inspection(of: process, entries, on: day).findings(from: first, by: checks)
      .map { (Int(($0.events.all.last ?? first) - first), $0) }
  }

  // MARK: Appending

  /// Appends what has been added, and gives a receipt for each event in the order in which they were added.
  ///
  /// - Throws: `AppendRefusal`, or what the log throws.
  package func append() throws -> [Receipt] {
    let appends = try takeAppends()
    return appends.isEmpty ? [] : try log.append(appends)
  }

  /// Starts to append what has been added so far, as `EventLog.startAppend` does; more may be added meanwhile.
  package func startAppend() throws -> () throws -> [Receipt] {
    let appends = try takeAppends()
    return appends.isEmpty ? { [] } : try log.startAppend(appends)
  }

  private func takeAppends() throws -> [Append<Event>] {
    var expected: [Slug: Int64] = [:]
    let appends = try runs.map { run in
      let process = try self.process(run.process)
      // What comes before it in the same append is no surprise.
      let isFirst = expected.updateValue(process.version, forKey: run.process) == nil
      defer { process.advance(by: run.events) }
      return Append(
        run.events, to: run.process.text, expecting: isFirst ? .exactly(process.version) : .any)
    }
    runs = []
    return appends
  }
}
