import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Imports
import ReadModels
import Talks

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring in a new version of a table that was imported before.",
    discussion: """
      A new row is recorded, a changed one amended, one that has gone retracted, and one that has come back counts \
      again. Rows are known by the key in the map, else by what they say; where that leaves a doubt, the row is \
      listed, with what it may be, and nothing is recorded of it until you say --same or --different. What people \
      have corrected by hand stays, except in a field that the table changes.

      A file without rows, or without more than a fifth of those recorded, is refused, with exit status 65: it is \
      more likely an accident than news. Doubtful rows give exit status 1. All of a version is recorded, or nothing.
      """)

  @Argument(
    help: "The file, or - for standard input.", completion: .file(extensions: ["csv", "json", "jsonl"]))
  var file: String

  @OptionGroup var table: TableOptions

  @Option(help: "Why what the table said before is corrected, as the record will say for ever.")
  var because: String

  @Option(
    help: ArgumentHelp("How many of a hundred recorded rows may go.", valueName: "percent"))
  var maxRemoved = 20

  @Option(
    help: ArgumentHelp(
      "A doubtful row, by its line, is this event, by its position or id; may be repeated.",
      valueName: "line=event"))
  var same: [String] = []

  @Option(
    help: ArgumentHelp("A doubtful row, by its line, is something new; may be repeated.", valueName: "line"))
  var different: [Int] = []

  @Flag(help: "Take each doubtful row as the likest of what it may be.")
  var acceptDoubtful = false

  @Option(
    help: "The form: csv or json; by the first line if left out.",
    completion: .list([CSVImport.name, JSONImport.name]))
  var format: String?

  @Flag(help: "Say what would be recorded, and record nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
  var by: String?

  @Flag(help: "Print the outcome as JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(0...100).contains(maxRemoved) { throw ValidationError("--max-removed is a number from 0 to 100.") }
  }

  func run() throws {
    let session = try Session(database, to: .record)
    guard let map = try table.read(session) else {
      throw Failure("Give the map with which the table was imported: --map FILE.", .usage)
    }
    var options = SyncOptions(map, by: try Author.name(by), because: because)
    options.reading.format = format
    options.reading.known = try table.moment
    options.reading.isDryRun = dryRun
    options.maxRemoved = maxRemoved
    options.acceptsDoubtful = acceptDoubtful
    for line in different { options.answers[line] = .different }
    for text in same {
      let (line, event) = try Self.answer(text, session)
      if options.answers.updateValue(.same(event), forKey: line) != nil {
        throw Failure("The row in line \(line) was answered for twice; say one thing of it.", .usage)
      }
    }
    let report = try TableSync(session.log, options).run(file)
    if !dryRun { try session.refreshTables(session.catchUp) }
    Terminal.print(json ? self.json(report) : text(report))
    if !report.doubts.isEmpty {
      throw Failure(
        "\(report.doubts.count) doubtful rows were left out; sync again with --same LINE=EVENT or --different LINE for each.",
        .difference)
    }
  }

  private static func answer(_ text: String, _ session: Session) throws -> (line: Int, event: EventID) {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let line = Int(parts[0]), let reference = EventReference(String(parts[1])) else {
      throw Failure("“\(text)” answers for no row; write it as LINE=EVENT, such as 12=345.", .usage)
    }
    guard let event = try session.log.event(reference) else {
      throw Failure("There is no event \(parts[1]), or it is erased.", .data)
    }
    return (line, event.id)
  }

  private func text(_ report: SyncReport) -> String {
    let counts = SyncReport.Outcome.allCases.map { "\(report.count($0)) \($0.rawValue)" }.joined(
      separator: ", ")
    var lines = [
      "\(dryRun ? "Would record" : "Recorded") of \(report.rows) rows: \(counts); \(report.unchanged) were as before."
    ]
    lines += ImportCommand.passedOver(report.passedOver)
    if report.erased > 0 { lines.append("\(report.erased) were erased from the record and are left out.") }
    for step in report.steps.prefix(50) {
      let changes = step.changes.isEmpty ? "" : " (\(step.changes.joined(separator: ", ")))"
      lines.append(
        "  \(step.outcome.rawValue): "
          + "\(step.row.map { "\($0), " } ?? "")\(step.title)\(changes)".harmless)
    }
    if report.steps.count > 50 { lines.append("  and \(report.steps.count - 50) more") }
    for doubt in report.doubts {
      lines.append("  line \(doubt.line) is in doubt: \(doubt.title.harmless)")
      lines += doubt.candidates.prefix(3).map {
        "    \($0.likeness)% like event \($0.position): \(($0.title).harmless)"
      }
    }
    return lines.joined(separator: "\n")
  }

  private func json(_ report: SyncReport) -> String {
    JSONWriter.of { json in
      json.object(
        [
          ("answer", .of { $0.string("sync") }), ("dry_run", .of { $0.bool(dryRun) }),
          ("rows", .of { $0.integer(report.rows) }), ("unchanged", .of { $0.integer(report.unchanged) }),
          ("erased", .of { $0.integer(report.erased) }),
          ("passed_over", .of { $0.integer(report.passedOver.count) }),
          ("changes", .of { $0.list(report.steps) { Self.write($0, &$1) } }),
          ("doubtful", .of { $0.list(report.doubts) { Self.write($0, &$1) } }),
        ]
          + SyncReport.Outcome.allCases.map { outcome in
            (outcome.rawValue, .of { $0.integer(report.count(outcome)) })
          })
    }.text
  }

  private static func write(_ step: SyncReport.Step, _ json: inout JSONWriter) {
    json.object([
      ("outcome", .of { $0.string(step.outcome.rawValue) }),
      ("line", .of { if let line = step.line { $0.integer(line) } else { $0.null() } }),
      ("row", .of { if let row = step.row { $0.string(row) } else { $0.null() } }),
      ("title", .of { $0.string(step.title) }),
      ("set", .of { $0.list(step.changes) { $1.string($0) } }),
      ("event", .of { Self.write(step.event, &$0) }),
      ("recorded", .of { $0.list(step.recorded, Self.write) }),
    ])
  }

  private static func write(_ event: SyncReport.Named, _ json: inout JSONWriter) {
    json.object([
      ("id", .of { $0.string(event.id.description) }),
      ("position", .of { if let position = event.position { $0.integer(Int(position)) } else { $0.null() } }),
    ])
  }

  private static func write(_ doubt: SyncReport.Doubt, _ json: inout JSONWriter) {
    json.object([
      ("line", .of { $0.integer(doubt.line) }), ("title", .of { $0.string(doubt.title) }),
      (
        "candidates",
        .of { json in
          json.list(doubt.candidates) { candidate, json in
            json.object([
              ("id", .of { $0.string(candidate.id.description) }),
              ("position", .of { $0.integer(Int(candidate.position)) }),
              ("title", .of { $0.string(candidate.title) }),
              ("likeness", .of { $0.integer(candidate.likeness) }),
            ])
          }
        }
      ),
    ])
  }
}
