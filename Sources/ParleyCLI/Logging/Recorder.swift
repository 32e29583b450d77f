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
    let (decided, receipts) = try session.log.record { unit in
      try add(draft, to: process, id: id, known: known, in: unit)
    }
    try session.refreshTables { try session.readModels.catchUp(from: session.log) }
    return Recorded(event: decided.event, receipt: receipts[0], findings: decided.findings)
  }

  private func add(
    _ draft: Event, to process: Slug, id: EventID, known: Int64?, in unit: UnitOfWork<PostgresLog>
  ) throws -> Decided {
    let event: Event
    do {
      event =
        try unit.recorded(draft, as: id, in: process)
        ?? unit.decide(draft, in: process, by: .here(zones: session.zones))
    } catch let error as Malformed {
      throw Failure(error.field.map { "--\($0): \(error.reason)" } ?? error.reason, .data)
    }
    try unit.add(NewEvent(id: id, body: event, known: known, by: by), to: process)
    let checks = isStrict ? Checks.strict : Checks.all.filter { $0.ground == .coherence }
    let findings = try unit.findings(in: process, by: checks, on: CivilDay.today, zones: session.zones)
      .map(\.finding)
    if isStrict && !findings.isEmpty {
      throw Failure(
        "Nothing is recorded, since it would not add up; change it, or leave out --strict.\n"
          + findings.map(\.description).joined(separator: "\n"), .data)
    }
    return Decided(event: event, findings: findings)
  }
}
