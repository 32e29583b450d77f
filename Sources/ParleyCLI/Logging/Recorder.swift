import EventSourcing
import EventStore
import ReadModels
import Recording
import Talks

/// Records one event entered on the command line.
struct Recorder {
  let session: Session
  let by: String
  /// Whether to refuse an event with findings.
  var isStrict = false

  struct Decided {
    let event: Event
    /// The findings that it causes in the record.
    let findings: [Finding]
  }

  struct Recorded {
    let id: EventID
    let event: Event
    let receipt: Receipt
    let findings: [Finding]

    /// Prints the findings on standard error.
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

  /// The event that would be recorded, with its findings.
  func decide(_ draft: Event, in process: Slug, id: EventID) throws -> Decided {
    try add(draft, to: process, id: id, known: nil, in: UnitOfWork(session.log))
  }

  func record(_ draft: Event, in process: Slug, id: EventID, known: Int64?) throws -> Recorded {
    let ((decided, read), receipts) = try session.log.record { unit in
      (try add(draft, to: process, id: id, known: known, in: unit), try unit.process(process).recorded)
    }
    try session.refreshTables { try session.readModels.catchUp(from: session.log, knowing: read) }
    return Recorded(id: id, event: decided.event, receipt: receipts[0], findings: decided.findings)
  }

  /// Two events, of which the second refers to the thing that the first is about.
  typealias Pair = (first: Event, second: (_ first: Slug) throws -> Event)

  /// The two events that would be recorded, with the findings that they cause.
  func decide(_ pair: Pair, in process: Slug) throws -> (events: [Event], findings: [Finding]) {
    try add(pair, to: process, ids: (.new(), .new()), known: nil, in: UnitOfWork(session.log))
  }

  /// Records two events in one append.
  func record(_ pair: Pair, in process: Slug, known: Int64?) throws -> (
    recorded: [Recorded], findings: [Finding]
  ) {
    // Ids of one millisecond are in no order, and events of one day go by their ids.
    let made = [EventID.new(), .new()].sorted()
    let ids = (made[0], made[1])
    let ((decided, read), receipts) = try session.log.record { unit in
      (
        try add(pair, to: process, ids: ids, known: known, in: unit), try unit.process(process).recorded
      )
    }
    try session.refreshTables { try session.readModels.catchUp(from: session.log, knowing: read) }
    let recorded = zip([ids.0, ids.1], zip(decided.events, receipts)).map { id, one in
      Recorded(id: id, event: one.0, receipt: one.1, findings: [])
    }
    return (recorded, decided.findings)
  }

  private func add(
    _ pair: Pair, to process: Slug, ids: (EventID, EventID), known: Int64?,
    in unit: UnitOfWork<PostgresLog>
  ) throws -> (events: [Event], findings: [Finding]) {
    let first = try take(pair.first, to: process, id: ids.0, known: known, in: unit)
    guard let name = first.subject?.slug else { preconditionFailure("An act without a name.") }
    let second = try take(pair.second(name), to: process, id: ids.1, known: known, in: unit)
    return ([first, second], try findings(in: process, unit))
  }

  private func add(
    _ draft: Event, to process: Slug, id: EventID, known: Int64?, in unit: UnitOfWork<PostgresLog>
  ) throws -> Decided {
    let event = try take(draft, to: process, id: id, known: known, in: unit)
    return Decided(event: event, findings: try findings(in: process, unit))
  }

  private func take(
    _ draft: Event, to process: Slug, id: EventID, known: Int64?, in unit: UnitOfWork<PostgresLog>
  ) throws -> Event {
    let event: Event
    do {
      event =
        try unit.recorded(draft, as: id, in: process)
        ?? unit.decide(draft, in: process, by: .here(zones: session.zones))
    } catch let error as Malformed {
      throw Failure(typed: error)
    }
    try unit.add(NewEvent(id: id, body: event, known: known, by: by), to: process)
    return event
  }

  /// The findings that what was added causes; throws for some under `--strict`.
  private func findings(in process: Slug, _ unit: UnitOfWork<PostgresLog>) throws -> [Finding] {
    let checks = isStrict ? Checks.strict : Checks.all.filter { $0.ground == .coherence }
    let findings = try unit.findings(in: process, by: checks, on: CivilDay.today, zones: session.zones)
      .map(\.finding)
    if isStrict && !findings.isEmpty {
      throw Failure(
        "Nothing is recorded, since it would not add up; change it, or leave out --strict.\n"
          + findings.map(\.description).joined(separator: "\n"), .data)
    }
    return findings
  }
}
