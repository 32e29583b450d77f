import Answers
import ArgumentParser
import EventSourcing
import Imports
import ReadModels
import Talks

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Record the events of a file.",
    discussion: """
      \(ImportFormats.all.map { "\($0.name): \($0.help)" }.joined(separator: "\n"))

      A map is a JSON file; the guide describes it, and --propose-map writes one to begin with. A new version of a \
      table that was imported before is for “parley sync”.

      A row of a chronicle that speaks of something earlier is tied to it where that is plain: the guide says by what. Where it is in doubt the row is listed, with what it may speak of, and stands alone until you \
      say --tie or --alone, or --review.

      The whole file is read first: where a line cannot be understood, nothing of it is recorded. Importing a \
      file again adds only what is new.
      """)

  @Argument(
    help: "The file, or - for standard input.", completion: .file(extensions: ["jsonl", "csv", "json"]))
  var file: String

  @Option(
    help:
      "The form: \(ImportFormats.all.map { $0.name }.joined(separator: ", ")); by the first line if left out.",
    completion: .list(ImportFormats.all.map { $0.name }))
  var format: String?

  @OptionGroup var table: TableOptions

  @Flag(help: "Write a first map for a table to standard output, and record nothing.")
  var proposeMap = false

  @Option(
    help: ArgumentHelp("The event type that --propose-map puts into the map.", valueName: "name"),
    completion: .eventTypes)
  var type = NoteAdded.name

  @Flag(help: "Say what would be recorded, and record nothing.")
  var dryRun = false

  @Flag(help: "Record the good lines of a file that has bad ones.")
  var keepGoing = false

  @Flag(
    help: "Record nothing where a new event does not add up, or rests on no good source; see “parley check”.")
  var strict = false

  @Flag(help: "Ask on the terminal about each row of a chronicle of which it is in doubt what it speaks of.")
  var review = false

  @Option(
    help: ArgumentHelp(
      "A row of a chronicle, by its line, speaks of this thing, by its name; may be repeated.",
      valueName: "line=name"))
  var tie: [String] = []

  @Option(
    help: ArgumentHelp(
      "A row of a chronicle, by its line, speaks of nothing earlier; may be repeated.", valueName: "line"))
  var alone: [Int] = []

  @Option(
    help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
  var by: String?

  @Flag(help: "Print the outcome as JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    if proposeMap {
      guard Catalogue.type(named: type) != nil else { throw Catalogue.unknown(type) }
      let proposal = try MapProposal(file, process: table.process, type: type)
      Terminal.print(proposal.text)
      for question in proposal.questions { Terminal.note(question) }
      return
    }
    if review, json || file == "-" || !Terminal.isTerminal(0) || !Terminal.isTerminal(1) {
      throw Failure(
        "--review asks on a terminal, and there is none to ask on; say --tie LINE=NAME or --alone LINE for each row that an import with --dry-run lists.",
        .usage)
    }
    let session = try Session(database, to: .record)
    var options = ImportOptions(by: try Author.name(by))
    options.map = try table.read(session)
    options.known = try table.moment
    options.format = format
    options.isDryRun = dryRun
    options.keepsGoing = keepGoing
    options.ties = try ties()
    if strict { options.strictness = .init(on: CivilDay.today, zones: session.zones) }
    var bar: Progress?
    let asking = TieReview()
    let ask: Importer.Review? =
      review
      ? { doubt in
        bar?.finish()
        bar = nil
        return try asking.ask(doubt)
      } : nil
    let importer = Importer(
      session.log, options,
      progress: { done, total in
        if bar == nil { bar = Progress(total: total, unit: "bytes") }
        bar?.show(done)
      }, review: ask,
      announce: { report in
        if report.undated == 0 { return }
        bar?.finish()
        bar = nil
        Terminal.note("\(Self.undated(report, "have")) no date.")
      })
    let report: ImportReport
    do {
      report = try importer.run(file)
    } catch {
      bar?.finish()
      throw error
    }
    if !dryRun { try session.refreshTables(session.catchUp) }
    bar?.finish()
    Terminal.print(json ? Self.json(report, isDryRun: dryRun) : text(report))
    if report.bad.count > 0 {
      throw Failure("\(report.bad.count) lines were left out:\n\(report.bad)", .difference)
    }
  }

  /// What was said of rows by --tie and --alone.
  private func ties() throws -> [Int: TieAnswer] {
    var answers: [Int: TieAnswer] = [:]
    func add(_ line: Int, _ answer: TieAnswer) throws {
      if answers.updateValue(answer, forKey: line) != nil {
        throw Failure("The row in line \(line) was answered for twice; say one thing of it.", .usage)
      }
    }
    for text in tie {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let line = Int(parts[0]), let thing = Slug(String(parts[1])) else {
        throw Failure("“\(text)” ties no row; write it as LINE=NAME, such as 12=joint-statement.", .usage)
      }
      try add(line, .thing(thing))
    }
    for line in alone { try add(line, .alone) }
    return answers
  }

  private func text(_ report: ImportReport) -> String {
    var lines = [
      "\(dryRun ? "Would record" : "Recorded") \(report.new) new events from \(report.read) lines (\(report.format)); \(report.alreadyThere) were there already."
    ]
    if dryRun, report.undated > 0 { lines.append("\(Self.undated(report, "would have")) no date.") }
    let processes = report.processes.sorted { $0.key < $1.key }
    lines += processes.prefix(20).map { "  \($0.key): \($0.value)" }
    if processes.count > 20 { lines.append("  and \(processes.count - 20) more processes") }
    lines += Self.passedOver(report.passedOver)
    if !report.tied.isEmpty {
      lines.append("\(report.tied.count) were tied to what they speak of; --json says to what.")
    }
    let doubts = report.doubts.filter { !$0.isRecorded }
    if !doubts.isEmpty {
      lines.append(
        "\(doubts.count) may speak of something earlier and stand alone so far; --review asks about each:")
      for doubt in doubts {
        lines.append("  line \(doubt.line): \(doubt.title.harmless)")
        lines += doubt.candidates.prefix(3).map {
          "    \($0.likeness)% like \($0.thing): \($0.title.harmless)"
        }
      }
    }
    if !report.unlinked.isEmpty {
      lines.append("\(report.unlinked.count) stand alone, because what they speak of was not found:")
      lines += report.unlinked.map { "  line \($0.line): \(($0.title).harmless). \($0.reason)" }
    }
    if !report.unclear.isEmpty {
      lines.append("\(report.unclear.count) do not say for certain who acts:")
      lines += report.unclear.prefix(20).map { "  line \($0.line): \(($0.title).harmless). \($0.reason)" }
      if report.unclear.count > 20 {
        lines.append("  and \(report.unclear.count - 20) more; --json lists them")
      }
    }
    if !report.namesakes.isEmpty {
      let names = report.namesakes.map { "“\($0)”" }.joined(separator: ", ")
      lines.append("Named here as well: \(names); “parley check namesake” shows what they are taken for.")
    }
    if !report.erasedElsewhere.isEmpty {
      let names = report.erasedElsewhere.map { $0.ending() }.joined(separator: ", ")
      lines.append(
        "Erased in another copy, and still here: \(names); “parley erase” erases them here as well.")
    }
    if !report.lostNames.isEmpty {
      let names = report.lostNames.map { "“\($0)”" }.joined(separator: ", ")
      lines.append(
        "Known by name alone, since the events that say more of them were erased in another copy: \(names).")
    }
    return lines.joined(separator: "\n")
  }

  /// `3 of 5 new events have`.
  private static func undated(_ report: ImportReport, _ verb: String) -> String {
    "\(report.undated) of \(report.new) new events \(verb == "have" && report.undated == 1 ? "has" : verb)"
  }

  /// The rows of a table that are no events, a line each.
  static func passedOver(_ rows: BadLines) -> [String] {
    if rows.count == 0 { return [] }
    var lines = ["\(rows.count) \(rows.count == 1 ? "row was" : "rows were") passed over:"]
    lines += rows.first.map { "  line \($0.line): \($0.reason)".harmless }
    if rows.count > rows.first.count { lines.append("  and \(rows.count - rows.first.count) more") }
    return lines
  }

  private static func json(_ report: ImportReport, isDryRun: Bool) -> String {
    JSONWriter.of { json in
      json.object([
        ("answer", .of { $0.string("import") }),
        ("dry_run", .of { $0.bool(isDryRun) }),
        ("format", .of { $0.string(report.format) }),
        ("read", .of { $0.integer(report.read) }),
        ("new", .of { $0.integer(report.new) }),
        ("already_there", .of { $0.integer(report.alreadyThere) }),
        ("bad", .of { $0.integer(report.bad.count) }),
        ("undated", .of { $0.integer(report.undated) }),
        ("passed_over", .of { $0.integer(report.passedOver.count) }),
        ("unlinked", .of { $0.list(report.unlinked, Self.write) }),
        ("unclear", .of { $0.list(report.unclear, Self.write) }),
        ("namesakes", .of { $0.list(report.namesakes) { $1.string($0.text) } }),
        ("erased_elsewhere", .of { $0.list(report.erasedElsewhere) { $1.string($0.description) } }),
        ("lost_names", .of { $0.list(report.lostNames) { $1.string($0) } }),
        (
          "tied",
          .of { json in
            json.list(report.tied) { item, json in
              json.object([
                ("line", .of { $0.integer(item.line) }), ("title", .of { $0.string(item.title) }),
                ("to", .of { Self.write(item.tie, &$0) }),
              ])
            }
          }
        ),
        (
          "doubtful",
          .of { json in
            json.list(report.doubts) { doubt, json in
              json.object([
                ("line", .of { $0.integer(doubt.line) }), ("title", .of { $0.string(doubt.title) }),
                ("recorded", .of { $0.bool(doubt.isRecorded) }),
                ("candidates", .of { $0.list(doubt.candidates, Self.write) }),
              ])
            }
          }
        ),
      ])
    }.text
  }

  private static func write(_ item: ImportReport.Unlinked, _ json: inout JSONWriter) {
    json.object([
      ("line", .of { $0.integer(item.line) }), ("title", .of { $0.string(item.title) }),
      ("reason", .of { $0.string(item.reason) }),
    ])
  }

  private static func write(_ tie: ChronicleTie, _ json: inout JSONWriter) {
    json.object([
      ("name", .of { $0.string(tie.thing.text) }), ("title", .of { $0.string(tie.title) }),
      ("likeness", .of { $0.integer(tie.likeness) }),
    ])
  }
}
