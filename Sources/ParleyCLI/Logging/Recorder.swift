import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks

/// Records one event: reads what the decision needs, decides, appends; again where somebody came between.
struct Recorder {
  let desk: Desk
  let by: String

  struct Recorded {
    let event: Event
    let receipt: Receipt

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
  func decide(_ draft: Event, in process: Slug) throws -> (event: Event, version: Int64) {
    let before = try desk.log.events(of: process.text)
    var names = TalksDecider.initial
    for event in before { TalksDecider.evolve(&names, with: event.body) }
    var surroundings = try self.surroundings(of: draft, in: process, beyond: names)
    surroundings.learn(before.map { Entry($0, zones: desk.zones) }, about: draft)
    if let zone = draft.zone {
      do { _ = try Zone(zone, rules: desk.zones) } catch { throw Failure(error.description, .data) }
    }
    do {
      let decided = try TalksDecider.decide(Draft(draft, in: process, surroundings: surroundings), in: names)
      return (decided[0], before.last?.version ?? 0)
    } catch {
      throw Failure(error.field.map { "--\($0): \(error.reason)" } ?? error.reason, .data)
    }
  }

  func record(_ draft: Event, in process: Slug, id: EventID, known: Int64?) throws -> Recorded {
    for _ in 0..<20 {
      let (event, version) = try decide(draft, in: process)
      do {
        let receipts = try desk.log.append(
          [NewEvent(id: id, body: event, known: known, by: by)], to: process.text,
          expecting: version == 0 ? .none : .exactly(version))
        do {
          try desk.readModels.catchUp(from: desk.log)
        } catch let error as PostgresError where error.kind == .connection {
          // It is recorded; whoever asks next catches up.
        }
        return Recorded(event: event, receipt: receipts[0])
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
