package import EventSourcing
import Recording
import System
package import Talks

/// Imports a file into a log in two passes: the first checks that every line is intelligible,
/// the second records.
///
/// The ids of events are derived from the content of the lines, so an interrupted import is resumed by
/// importing the file again. Memory grows by some hundred bytes per line, independent of its length, unless
/// new events are to be checked.
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
    var report = try check(file, format, options)
    try review(file, format, &options, &report)
    if report.read == 0 { throw ImportError.empty(file: file.name) }
    if report.bad.count > 0 && !options.keepsGoing { throw ImportError.badLines(report.bad) }
    if report.doubtful.count > 0 { throw ImportError.doubtful(report.doubtful) }
    if options.isDryRun || report.new == 0 { return report }
    announce(report)

    var tally = Tally()
    do {
      _ = try log.record(attempts: Self.attempts) { unit in try record(file, format, unit, options, &tally) }
    } catch AppendRefusal.conflict(let stream, _) {
      throw ImportError.contended(process: stream, recorded: tally.recorded)
    }
    report.new = tally.recorded
    report.processes = tally.processes
    return report
  }

  /// Asks about the doubtful rows, and reads the file again by the answers, as long as these raise new questions.
  private func review(
    _ file: ImportFile, _ format: any ImportFormat.Type, _ options: inout ImportOptions,
    _ report: inout ImportReport
  ) throws {
    guard let ask = review, report.bad.count == 0 || options.keepsGoing else { return }
    var asked: Set<Int> = []
    while true {
      let open = report.doubts.filter { !asked.contains($0.line) }
      if open.isEmpty { break }
      for doubt in open {
        asked.insert(doubt.line)
        if let answer = try ask(doubt) { options.ties[doubt.line] = answer }
      }
      report = try check(file, format, options)
    }
  }

  /// Reads the file without recording anything.
  private func check(
    _ file: ImportFile, _ format: any ImportFormat.Type, _ options: ImportOptions
  ) throws -> ImportReport {
    var report = ImportReport(format: format.name)
    let unit = UnitOfWork(log)
    var pass = try Pass(unit, options, format: format, now: WallClock.microseconds)
    try pass.survey(file)
    // The lines of the new events of each process.
    var lines: [Slug: [Int]] = [:]
    let total = options.isDryRun ? file.size : file.size * 2
    try forEachRecord(of: file, &pass, beginning: 0, total: total) { line, pass in
      report.read += 1
      do {
        guard let imported = try pass.read(line) else { return }
        let taken = try pass.take(imported)
        report.new += taken.fresh.count
        report.undated += taken.fresh.count(where: \.isUndated)
        for fresh in taken.fresh {
          report.processes[fresh.process.text, default: 0] += 1
          if options.strictness != nil { lines[fresh.process, default: []].append(line.number) }
        }
        report.note(imported, line.number, isRecorded: taken.isRecorded)
      } catch let error as Malformed {
        report.bad.add(BadLine(file.name, line, error))
      }
      if options.strictness == nil { unit.discard() }
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
    }
    return report
  }

  /// Reads the file again and records the new events.
  private func record(
    _ file: ImportFile, _ format: any ImportFormat.Type, _ unit: UnitOfWork<Log>, _ options: ImportOptions,
    _ tally: inout Tally
  ) throws {
    var pass = try Pass(unit, options, format: format, now: WallClock.microseconds)
    try pass.survey(file)
    var batches = Batches(unit, of: file.name, size: options.batch)
    try forEachRecord(of: file, &pass, beginning: file.size, total: file.size * 2) { line, pass in
      do {
        guard let imported = try pass.read(line) else { return }
        try batches.add(pass.take(imported).fresh, line.number, &tally)
      } catch let error as Malformed {
        if options.keepsGoing { return }
        try batches.settle(&tally)
        throw ImportError.refused(BadLine(file.name, line, error), recorded: tally.recorded)
      }
    }
    try batches.finish(&tally)
  }

  private func forEachRecord(
    of file: ImportFile, _ pass: inout Pass<Log>, beginning: Int64, total: Int64,
    _ body: (Record, inout Pass<Log>) throws -> Void
  ) throws {
    var reader = LineReader(file)
    var told: Int64 = 0
    while let record = try pass.next(&reader) {
      try body(record, &pass)
      if reader.done - told >= 1 << 20 {
        told = reader.done
        progress(beginning + told, total)
      }
    }
    progress(beginning + reader.done, total)
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
  fileprivate init(_ file: String, _ line: Record, _ fault: Malformed) {
    self.init(file, line.number, column: fault.column, fault.reason)
  }
}
