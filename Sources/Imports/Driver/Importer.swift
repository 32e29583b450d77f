package import EventSourcing
import Recording
import System
package import Talks

/// Imports a file into a log: first every line is understood, or nothing is recorded; then what was understood is recorded.
///
/// The ids of events are derived from the content of the lines, so an interrupted import is resumed by
/// importing the file again. Memory does not grow with the lines of a journal; but with what the log has of the processes
/// that the file names, where new events are to be checked, and with the rows of a table or a chronicle.
package struct Importer<Log: EventLog<Event>> {
  package typealias Progress = (_ done: Int64, _ total: Int64) -> Void
  /// Asks a person about a doubtful row; no answer leaves it open.
  ///
  /// Throws `ImportError.reviewEnded` where nothing is to be recorded.
  package typealias Review = (ImportReport.Doubt) throws -> TieAnswer?

  private let log: Log
  private let options: ImportOptions
  private let review: Review?
  private let progress: Progress
  private let announce: (ImportReport) -> Void

  /// The number of conflicts with other appends to a process before the import gives up.
  private static var attempts: Int { 10 }

  /// - Parameter progress: called now and then with the number of bytes read and the total.
  /// - Parameter review: nil to ask nobody.
  /// - Parameter announce: called with what is going to be recorded, before anything is.
  package init(
    _ log: Log, _ options: ImportOptions, progress: @escaping Progress = { _, _ in }, review: Review? = nil,
    announce: @escaping (ImportReport) -> Void = { _ in }
  ) {
    self.announce = announce
    self.log = log
    self.options = options
    self.review = review
    self.progress = progress
  }

  /// Imports a file; `-` stands for standard input.
  ///
  /// - Throws: `ImportError`, or an error of the log.
  package func run(_ path: String) throws -> ImportReport { try run(ImportFile(path)) }

  /// Imports an open file.
  package func run(_ file: ImportFile) throws -> ImportReport {
    let chosen = try options.format.map(ImportFormats.named)
    try ImportFormats.refuseWorkbook(file)
    let format = try chosen ?? ImportFormats.guess(file, isTable: options.map != nil)

    var options = options
    var reading = try check(file, format, options)
    try review(file, format, &options, &reading)
    var report = reading.report
    if report.read == 0 { throw ImportError.empty(file: file.name) }
    if report.bad.count > 0 && !options.keepsGoing { throw ImportError.badLines(report.bad) }
    if report.doubtful.count > 0 { throw ImportError.doubtful(report.doubtful) }
    if options.isDryRun || report.new == 0 { return report }
    announce(report)

    var tally = Tally()
    do { try record(file, reading, &tally) } catch AppendRefusal.conflict(let stream, _) {
      throw ImportError.contended(process: stream, recorded: tally.recorded)
    }
    report.new = tally.recorded
    report.processes = tally.processes
    return report
  }

  /// Asks about the doubtful rows, and reads the file again by the answers, as long as these raise new questions.
  private func review(
    _ file: ImportFile, _ format: any ImportFormat.Type, _ options: inout ImportOptions,
    _ reading: inout Reading
  ) throws {
    guard let ask = review, reading.report.bad.count == 0 || options.keepsGoing else { return }
    var asked: Set<Int> = []
    while true {
      let open = reading.report.doubts.filter { !asked.contains($0.line) }
      if open.isEmpty { break }
      for doubt in open {
        asked.insert(doubt.line)
        if let answer = try ask(doubt) { options.ties[doubt.line] = answer }
      }
      reading = try check(file, format, options)
    }
  }

  /// What came of reading a file.
  private struct Reading {
    var report: ImportReport
    /// What the lines were understood on.
    let unit: UnitOfWork<Log>
    var pass: Pass<Log>
    let understood: UnderstoodLines
  }

  /// Reads the file without recording anything.
  private func check(
    _ file: ImportFile, _ format: any ImportFormat.Type, _ options: ImportOptions
  ) throws -> Reading {
    var report = ImportReport(format: format.name)
    let unit = UnitOfWork(log, pages: SpilledPages(), room: options.memory)
    var pass = try Pass(unit, options, format: format, now: WallClock.microseconds)
    try pass.survey(file)
    let understood = UnderstoodLines(memory: options.memory)
    // The lines of the new events of each process.
    var lines: [Slug: [Int]] = [:]
    let total = options.isDryRun ? file.size : file.size * 2
    try forEachRecord(of: file, &pass, total: total) { line, pass in
      report.read += 1
      var items: [Understood.Item] = []
      do {
        guard let imported = try pass.read(line) else { return }
        let isRecorded = try pass.take(imported, into: &items)
        report.note(imported, line.number, isRecorded: isRecorded)
      } catch let error as Malformed {
        report.bad.add(BadLine(file.name, line.number, error))
      }
      for (addition, decided) in items where decided != nil {
        report.new += 1
        if addition.isUndated { report.undated += 1 }
        report.processes[addition.process.text, default: 0] += 1
        if options.strictness != nil { lines[addition.process, default: []].append(line.number) }
      }
      items.removeAll { addition, decided in decided == nil && !addition.namesAreProposals }
      if !options.isDryRun && !items.isEmpty {
        try understood.append(Understood(number: line.number, items: items))
      }
      if options.strictness == nil { unit.discard() }
      try unit.tidy()
    }
    report.alreadyThere = pass.alreadyThere
    report.passedOver = pass.passedOver
    report.erasedElsewhere = pass.erasedElsewhere.sorted()
    report.lostNames = Set(unit.lostNames.compactMap(\.name)).sorted()
    report.namesakes = Set(pass.namesakes.map(\.slug)).sorted()
    if let strictness = options.strictness {
      let found = try lines.flatMap { process, lines in
        try unit.findings(in: process, by: Checks.strict, on: strictness.day, zones: strictness.zones)
          .map { (line: lines[$0.event], finding: $0.finding) }
      }
      for (line, finding) in found.sorted(by: {
        ($0.line, $0.finding.sentence) < ($1.line, $1.finding.sentence)
      }) {
        report.doubtful.add(BadLine(file.name, line, finding.description))
      }
      unit.discard()
    }
    return Reading(report: report, unit: unit, pass: pass, understood: understood)
  }

  /// Records what was understood; decides on it again where others have appended to one of its processes meanwhile.
  ///
  /// - Throws: `AppendRefusal.conflict` after too many of these, `ImportError`, or an error of the log.
  private func record(_ file: ImportFile, _ reading: Reading, _ tally: inout Tally) throws {
    do {
      try record(file, reading.understood, reading.unit, &tally) { addition, decided in
        if let decided { reading.unit.addAgain(NewEvent(addition, decided), to: addition.process) }
        return decided != nil
      }
    } catch AppendRefusal.conflict {
      _ = try log.record(attempts: Self.attempts - 1) { unit in
        var pass = reading.pass.again(unit)
        try record(file, reading.understood, unit, &tally) { addition, _ in
          try pass.take(addition) != nil
        }
      }
    }
  }

  /// - Parameter take: adds the event of an addition to the unit of work, given what was decided when the file was read;
  ///   false where there is none to be recorded.
  private func record(
    _ file: ImportFile, _ understood: UnderstoodLines, _ unit: UnitOfWork<Log>, _ tally: inout Tally,
    _ take: (Addition, Event?) throws -> Bool
  ) throws {
    var batches = Batches(unit, of: file.name, size: options.batch)
    var told: Int64 = 0
    var lines = understood.reader()
    while let line = try lines.next() {
      do {
        for (addition, decided) in line.items {
          if try take(addition, decided) { batches.add(addition, line.number) }
        }
      } catch let error as Malformed {
        if options.keepsGoing { continue }
        try batches.settle(&tally)
        throw ImportError.refused(BadLine(file.name, line.number, error), recorded: tally.recorded)
      }
      try batches.appendIfFull(&tally)
      let done = Int64(lines.share * Double(file.size))
      if done - told >= 1 << 20 {
        told = done
        progress(file.size + done, file.size * 2)
      }
    }
    try batches.finish(&tally)
    progress(file.size * 2, file.size * 2)
  }

  private func forEachRecord(
    of file: ImportFile, _ pass: inout Pass<Log>, total: Int64,
    _ body: (Record, inout Pass<Log>) throws -> Void
  ) throws {
    var reader = LineReader(file)
    var told: Int64 = 0
    while let record = try pass.next(&reader) {
      try body(record, &pass)
      if reader.done - told >= 1 << 20 {
        told = reader.done
        progress(told, total)
      }
    }
    progress(reader.done, total)
  }
}

extension ImportReport {
  /// Notes what was found out about a line, and what was not.
  fileprivate mutating func note(_ imported: Imported, _ line: Int, isRecorded: Bool) {
    let event = imported.line.event
    if !imported.candidates.isEmpty {
      doubts.append(
        Doubt(
          line: line, title: event.headline, summary: event.summary, date: event.on?.text ?? "",
          process: imported.line.process, candidates: imported.candidates, isRecorded: isRecorded))
    }
    if isRecorded { return }
    if let tie = imported.tie { tied.append(Tied(line: line, title: event.headline, tie: tie)) }
    if let reason = imported.unlinked {
      unlinked.append(Unlinked(line: line, title: event.headline, reason: reason))
    }
    if let reason = imported.unclear {
      unclear.append(Unlinked(line: line, title: event.headline, reason: reason))
    }
  }
}

extension Mention {
  /// The name that it speaks of; nil for an event.
  fileprivate var name: String? {
    switch self {
    case .party(let party): party.description
    case .source(let key): key.text
    case .thing(let reference, _): reference.description
    case .naming, .event: nil
    }
  }
}

extension BadLine {
  fileprivate init(_ file: String, _ line: Int, _ fault: Malformed) {
    self.init(file, line, column: fault.column, fault.reason)
  }
}
