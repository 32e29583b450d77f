package import EventSourcing
import Recording
import System
package import Talks

/// Imports a new version of a table into a log with earlier versions: a new row becomes an event, a changed one an
/// amendment, a removed one a retraction, and a returned one retracts its retraction.
///
/// The table is compared with its last version. Corrections by hand stay, except in a field that the table itself
/// changes. A version is recorded as a whole, or not at all.
package struct TableSync<Log: EventLog<Event>> {
  private let log: Log
  private let options: SyncOptions

  /// The number of conflicts with other appends to a process before it gives up.
  private static var attempts: Int { 10 }

  package init(_ log: Log, _ options: SyncOptions) {
    self.log = log
    self.options = options
  }

  /// Imports a file; `-` stands for standard input.
  ///
  /// - Throws: `ImportError`, or an error of the log.
  package func run(_ path: String) throws -> SyncReport {
    let file = try ImportFile(path)
    try ImportFormats.refuseWorkbook(file)
    if options.reading.isDryRun { return try Version(file, log, UnitOfWork(log), options).report }
    do {
      var (report, receipts) = try log.record(attempts: Self.attempts) { unit in
        try Version(file, log, unit, options).report
      }
      report.place(receipts)
      return report
    } catch AppendRefusal.conflict(let stream, _) {
      throw ImportError.contended(process: stream, recorded: 0)
    }
  }

  /// The changes that one version of the table causes in the log.
  private struct Version {
    private let options: SyncOptions
    private let unit: UnitOfWork<Log>
    private let ids: LineIDs
    private let record: TableRecord
    private var pass: Pass<Log>
    private(set) var report = SyncReport()

    /// Adds the events to be recorded to the unit of work.
    init(_ file: ImportFile, _ log: Log, _ unit: UnitOfWork<Log>, _ options: SyncOptions) throws {
      self.options = options
      self.unit = unit
      ids = LineIDs(key: try unit.importKey())
      let map = options.map
      let chosen = try options.reading.format.map(ImportFormats.named)
      let format = try chosen ?? ImportFormats.guess(file, isTable: true)
      pass = try Pass(unit, options.reading, format: format, now: WallClock.microseconds)
      let rows = try Self.read(file, &pass)
      report.rows = rows.count
      report.passedOver = pass.passedOver
      let processes =
        if case .constant(let process) = map.process.origin { [Slug(process)].compactMap(\.self) } else {
          Array(
            Set(try TableRecord.processes(of: map.name, log) + rows.map(\.imported.line.process)))
        }
      record = try TableRecord(of: map.name, in: processes, unit)
      if map.known == nil, let known = options.reading.known, known < record.known {
        throw ImportError.outOfOrder(RFC3339.text(microseconds: record.known))
      }
      if rows.isEmpty && record.rows.isEmpty { throw ImportError.empty(file: file.name) }
      let matching = try Matching(rows, record, options)
      let live = record.rows.count { $0.retraction == nil }
      if matching.gone.count * 100 > options.maxRemoved * live {
        throw ImportError.shrunken(
          file: file.name, rows: rows.count, recorded: live, gone: matching.gone.count,
          limit: options.maxRemoved)
      }
      try compare(rows, matching, file)
      for gone in matching.gone {
        note(.retracted, nil, record.rows[gone].event, of: record.rows[gone])
        var row = record.rows[gone]
        try retract(row.id, &row)
      }
      report.doubts = matching.doubts.map { doubt in
        SyncReport.Doubt(
          line: rows[doubt.row].line, title: rows[doubt.row].event.headline,
          candidates: doubt.candidates.map { candidate in
            let row = record.rows[candidate.recorded]
            return SyncReport.Candidate(
              id: row.id, position: row.position, title: row.title,
              likeness: Int((candidate.likeness * 100).rounded()))
          })
      }
    }

    /// The rows of the file, each once.
    private static func read(_ file: ImportFile, _ pass: inout Pass<Log>) throws -> [Matching.FileRow] {
      var lines = LineReader(file)
      var (rows, bad): ([Matching.FileRow], BadLines) = ([], BadLines())
      var seen: [Origin: LineDigest] = [:]
      while let record = try pass.next(&lines) {
        do {
          guard let imported = try pass.read(record), let origin = imported.line.event.origin else {
            continue
          }
          if let before = seen.updateValue(imported.digest, forKey: origin) {
            if before == imported.digest { continue }
            throw Pass<Log>.sharedKey(origin.key)
          }
          rows.append(Matching.FileRow(line: record.number, imported: imported))
        } catch let error as Malformed {
          bad.add(BadLine(file.name, record.number, column: error.column, error.reason))
        }
      }
      if bad.count > 0 { throw ImportError.badLines(bad) }
      return rows
    }

    private mutating func compare(_ rows: [Matching.FileRow], _ matching: Matching, _ file: ImportFile) throws
    {
      let doubtful = Set(matching.doubts.map(\.row))
      var bad = BadLines()
      for (index, row) in rows.enumerated() where !doubtful.contains(index) {
        do {
          if let recorded = matching.matched[index] {
            try compare(row, record.rows[recorded])
          } else if let id = row.event.origin.map({ ids.event($0) }), record.erased.contains(id) {
            report.erased += 1
          } else {
            try add(row, as: .new)
          }
        } catch let error as Malformed {
          bad.add(BadLine(file.name, row.line, column: error.column, error.reason))
        }
      }
      if bad.count > 0 { throw ImportError.badLines(bad) }
    }

    /// Records the changes of a row.
    private mutating func compare(_ row: Matching.FileRow, _ before: TableRecord.Row) throws {
      var before = before
      let after = row.event
      guard row.imported.line.process == before.process, after.type == before.event.type,
        after.keepsName(of: before.event)
      else {
        return try add(row, as: .replaced, of: before)
      }
      let changes = before.event.changes(to: after)
      if let retraction = before.retraction {
        note(.reappeared, row.line, after, changes, of: before)
        try retract(retraction, &before)
      } else if changes.isEmpty {
        report.unchanged += 1
        return
      } else {
        note(.amended, row.line, after, changes, of: before)
      }
      if changes.isEmpty { return }
      try pass.check(after, in: before.process)
      var amendment = EventAmended()
      amendment.amended = before.id
      amendment.set = changes
      amendment.because = options.because
      try correct(amendment, &before)
    }

    /// Records a row as an event of its own, in the place of another where there is one.
    private mutating func add(
      _ row: Matching.FileRow, as outcome: SyncReport.Outcome, of before: TableRecord.Row? = nil
    ) throws {
      var imported = row.imported
      guard let origin = row.event.origin else { return }
      let id = ids.event(origin, generation: record.generations[origin] ?? 0)
      imported.line.id = id.description
      note(outcome, row.line, row.event, new: id)
      if var before, before.retraction == nil { try retract(before.id, &before) }
      var items: [Understood.Item] = []
      _ = try pass.take(imported, into: &items)
      for (addition, decided) in items where decided != nil { report.noteRecorded(addition.id) }
    }

    private mutating func retract(_ id: EventID, _ row: inout TableRecord.Row) throws {
      var retraction = EventRetracted()
      retraction.retracted = id
      retraction.because = options.because
      try correct(retraction, &row)
    }

    private mutating func correct(_ correction: any Editorial, _ row: inout TableRecord.Row) throws {
      var event = Event(correction)
      event.origin = row.origin
      event = try unit.seeing(event, in: row.process)
      row.corrections += 1
      // Two copies make two events of one change, which agree; syncing a version again makes the same.
      let id = ids.event(saying: Array("\(row.id) \(row.corrections) ".utf8) + EventCodec.encode(event))
      try unit.add(
        NewEvent(id: id, body: event, known: options.reading.known, by: options.reading.by), to: row.process)
      report.noteRecorded(id)
    }

    private mutating func note(
      _ outcome: SyncReport.Outcome, _ line: Int?, _ event: Event, _ changes: [Change] = [],
      of row: TableRecord.Row
    ) {
      note(
        outcome, line, event, changes, SyncReport.Named(id: row.id, position: row.position))
    }

    private mutating func note(_ outcome: SyncReport.Outcome, _ line: Int?, _ event: Event, new id: EventID) {
      note(outcome, line, event, [], SyncReport.Named(id: id, position: nil))
    }

    private mutating func note(
      _ outcome: SyncReport.Outcome, _ line: Int?, _ event: Event, _ changes: [Change],
      _ named: SyncReport.Named
    ) {
      report.steps.append(
        SyncReport.Step(
          outcome, line: line, row: options.map.key.isEmpty ? nil : event.origin?.key, title: event.headline,
          changes: changes.map(\.typed), event: named))
    }
  }
}

extension Event {
  /// Whether it names no other thing than an earlier telling.
  fileprivate func keepsName(of earlier: Event) -> Bool {
    guard case .new(let name?) = subject else { return true }
    return name == earlier.subject?.slug
  }
}
