import Answers
import ArgumentParser
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

  @Option(
    help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
  var by: String?

  @Flag(help: "Print the outcome as JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    if proposeMap {
      guard Catalogue.type(named: type) != nil else { throw Catalogue.unknown(type) }
      return Terminal.print(try MapProposal(file, process: table.process, type: type).text)
    }
    let session = try Session(database, toRecord: true)
    var options = ImportOptions(by: Author.name(by))
    options.map = try table.read(session)
    options.known = try table.moment
    options.format = format
    options.isDryRun = dryRun
    options.keepsGoing = keepGoing
    if strict { options.strictness = .init(on: CivilDay.today, zones: session.zones) }
    var bar: Progress?
    let importer = Importer(session.log, options) { done, total in
      if bar == nil { bar = Progress(total: total, unit: "bytes") }
      bar?.show(done)
    }
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

  private func text(_ report: ImportReport) -> String {
    var lines = [
      "\(dryRun ? "Would record" : "Recorded") \(report.new) new events from \(report.read) lines (\(report.format)); \(report.alreadyThere) were there already."
    ]
    let processes = report.processes.sorted { $0.key < $1.key }
    lines += processes.prefix(20).map { "  \($0.key): \($0.value)" }
    if processes.count > 20 { lines.append("  and \(processes.count - 20) more processes") }
    if !report.unlinked.isEmpty {
      lines.append("\(report.unlinked.count) stand alone, because what they speak of was not found:")
      lines += report.unlinked.map { "  line \($0.line): \(($0.title).harmless). \($0.reason)" }
    }
    if !report.namesakes.isEmpty {
      let names = report.namesakes.map { "“\($0)”" }.joined(separator: ", ")
      lines.append("Named here as well: \(names); “parley check namesake” shows what they are taken for.")
    }
    return lines.joined(separator: "\n")
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
        ("namesakes", .of { $0.list(report.namesakes) { $1.string($0.text) } }),
        (
          "unlinked",
          .of { json in
            json.list(report.unlinked) { item, json in
              json.object([
                ("line", .of { $0.integer(item.line) }), ("title", .of { $0.string(item.title) }),
                ("reason", .of { $0.string(item.reason) }),
              ])
            }
          }
        ),
      ])
    }.text
  }
}
