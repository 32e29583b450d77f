import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks

/// Records one event: reads what the decision needs, decides, appends; again where somebody came between.
struct Recorder {
  let desk: Desk
  let by: String
  /// Whether to refuse what does not add up.
  var isStrict = false

  struct Decided {
    let event: Event
    /// That of the process before it.
    let version: Int64
    /// What it brings into the record that does not add up.
    let findings: [Finding]
  }

  struct Recorded {
    let event: Event
    let receipt: Receipt
    let findings: [Finding]

    /// Says on standard error what does not add up.
    func warn() {
      if receipt.isNew { for finding in findings { Terminal.note("note: \(finding.sentence)") } }
    }

    func json(_ process: Slug) -> String {
      JSONWriter.of { json in
        json.object([
          ("position", .of { $0.integer(Int(receipt.position)) }),
          ("version", .of { $0.integer(Int(receipt.version)) }),
          ("new", .of { $0.bool(receipt.isNew) }),
          ("event", .of { JournalLine(process: process, event: event).write(&$0) }),
        ])
      }.text
    }
  }

  /// What would be recorded.
  func decide(_ draft: Event, in process: Slug, id: EventID) throws -> Decided {
    let before = try desk.log.events(of: process.text)
    var names = TalksDecider.initial
    for event in before { TalksDecider.evolve(&names, with: event.body) }
    var surroundings = try self.surroundings(of: draft, in: process, beyond: names)
    let entries = before.map { Entry($0, zones: desk.zones) }
    surroundings.learn(entries, about: draft)
    if let zone = draft.zone {
      do { _ = try Zone(zone, rules: desk.zones) } catch { throw Failure(error.description, .data) }
    }
    let event: Event
    do {
      event = try TalksDecider.decide(Draft(draft, in: process, surroundings: surroundings), in: names)[0]
    } catch {
      throw Failure(error.field.map { "--\($0): \(error.reason)" } ?? error.reason, .data)
    }
    let isNew = !before.contains { $0.id == id }
    let findings = isNew ? self.findings(of: event, id, after: entries, in: process) : []
    if isStrict && !findings.isEmpty {
      throw Failure(
        "Nothing is recorded, since it would not add up; change it, or leave out --strict.\n"
          + findings.map(\.description).joined(separator: "\n"), .data)
    }
    return Decided(event: event, version: before.last?.version ?? 0, findings: findings)
  }

  /// What does not add up with an event that did without it.
  private func findings(of event: Event, _ id: EventID, after entries: [Entry], in process: Slug) -> [Finding]
  {
    // It has no position yet, and comes after all that has.
    let entry = Entry(position: .max, id: id, event: event, zones: desk.zones)
    let checks = isStrict ? Checks.strict : Checks.all.filter { $0.ground == .coherence }
    return Inspection(of: process, entries + [entry], on: CivilDay.today)
      .findings(from: entry.position, by: checks)
  }

  func record(_ draft: Event, in process: Slug, id: EventID, known: Int64?) throws -> Recorded {
    for _ in 0..<20 {
      let decided = try decide(draft, in: process, id: id)
      do {
        let receipts = try desk.log.append(
          [NewEvent(id: id, body: decided.event, known: known, by: by)], to: process.text,
          expecting: decided.version == 0 ? .none : .exactly(decided.version))
        try desk.tidy { try desk.readModels.catchUp(from: desk.log) }
        return Recorded(event: decided.event, receipt: receipts[0], findings: decided.findings)
      } catch AppendRefusal.conflict {
        continue
      }
    }
    throw AppendRefusal.conflict(stream: process.text, actual: 0)
  }

  private func surroundings(of draft: Event, in process: Slug, beyond names: Names) throws -> Surroundings {
    var surroundings = Surroundings(introduced: try desk.log.introduced(by: PartyDefined.self))
    let named = draft.mentions.all.map(\.mention) + [draft.introduction].compactMap(\.self)
    // Few cite what their own process does not define.
    if named.contains(where: { $0.key != nil && !names.introduced.contains($0) }) {
      surroundings.introduced.formUnion(try desk.log.introduced(by: SourceDefined.self))
    }
    for case .thing(let reference, _) in named {
      guard let other = reference.process, other != process else { continue }
      var names = TalksDecider.initial
      for event in try desk.log.events(of: other.text) { TalksDecider.evolve(&names, with: event.body) }
      surroundings.processes[other] = names
    }
    return surroundings
  }
}
