import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Glibc
import Imports
import Postgres
import Talks

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Record an event.",
    discussion: """
      parley log TYPE PROCESS --on DATE …: one event, its options those of its type.
      parley log exchange PROCESS --on DATE … --party A … --party B …: what two parties give to each other.
      parley log FILE, or - for standard input: events from a journal (JSON Lines).
      parley log: events written in $EDITOR, from a template.
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("An event type, its process and its options; or a file.", valueName: "event"),
    completion: .eventTypes)
  var arguments: [String] = []

  func run() throws {
    guard let first = arguments.first else { return try Editor.log() }
    if first == "--help" || first == "-h" { return Terminal.print(EventHelp.overview) }
    if first == ExchangeArguments.name { return try exchange(Array(arguments.dropFirst())) }
    if let type = Catalogue.type(named: first) {
      return try record(type, EventArguments(Array(arguments.dropFirst()), for: type))
    }
    if first == "-" || first.contains("/") || first.hasSuffix(".jsonl") {
      let rest = ["--format", "journal"] + arguments
      let command = try ImportCommand.parse(rest)
      return try command.run()
    }
    if first.hasPrefix("-") {
      throw Failure(
        "Name the event type first: “parley log party-joined six-party-talks --party cn …”.", .usage)
    }
    let isCommand = Commands.names.contains(first)
    throw Failure(
      isCommand
        ? "“\(first)” is no event type but a command: “parley \(first) --help”."
        : Catalogue.unknown(first).reason + " “parley log --help” lists them.", .usage)
  }

  private func record(_ type: any EventType.Type, _ arguments: EventArguments) throws {
    if arguments.wantsHelp { return Terminal.print(EventHelp.text(for: type)) }
    if let recorder = type.recorder { throw Failure("\(recorder); it is not logged by itself.", .usage) }
    guard let typed = arguments.process else {
      throw Failure("Name the process: “parley log \(type.name) PROCESS …”.", .usage)
    }
    var options = DatabaseOptions()
    options.database = arguments.database
    var arguments = arguments
    if arguments.namesEvents(type) {
      let session = try Session(options)
      try arguments.resolve(type) { try session.log.event(named: $0).id }
    }
    let draft = try arguments.event(of: type)
    let id = try arguments.id.map { text in
      guard let id = EventID(text) else { throw Failure("“\(text)” is not a UUID.", .data) }
      return id
    }
    let known = try arguments.known.map(KnownTime.microseconds)
    let recorder = try recorder(arguments)
    let process = try destination(typed, in: recorder.session, isDefined: type.definesProcess)
    let chosen = id ?? EventID.new()
    if arguments.isDryRun {
      let decided = try recorder.decide(draft, in: process, id: chosen)
      Terminal.note("Nothing is recorded; this would be:")
      Terminal.print(JSONWriter.of { JournalLine(process: process, event: decided.event).write(&$0) }.text)
      return
    }
    let recorded: Recorder.Recorded
    do {
      recorded = try recorder.record(draft, in: process, id: chosen, known: known)
    } catch var error as PostgresError where error.kind == .connection {
      error.hint = "It may be recorded; log it again with --id \(chosen), so that it is recorded once."
      throw error
    }
    recorded.warn()
    if arguments.isJSON {
      Terminal.print(recorded.json(process))
      return
    }
    tell(recorded, in: process)
  }

  /// The process to record in: the typed one by the slug that it goes by now.
  ///
  /// - Parameter isDefined: whether the event says that there is such a process.
  /// - Throws: `Failure` where there is none, and one whose slug was probably meant.
  private func destination(_ typed: Slug, in session: Session, isDefined: Bool) throws -> Slug {
    let process = try Slug(typed: session.followed(typed.text))
    guard !isDefined, try !session.log.holds(process.text),
      let other = nearest(process.text, among: try session.log.streams(after: 0))
    else { return process }
    throw Failure(
      "There is no process “\(process)”. Did you mean “\(other)”? Begin a new one with “parley log process-defined \(process) …”.",
      .data)
  }

  private func exchange(_ arguments: [String]) throws {
    let exchange = try ExchangeArguments(arguments)
    if exchange.wantsHelp { return Terminal.print(ExchangeArguments.overview) }
    let whole = exchange.whole
    guard let typed = whole.process else {
      throw Failure("Name the process: “parley log exchange PROCESS …”.", .usage)
    }
    let acts = try exchange.acts()
    let known = try whole.known.map(KnownTime.microseconds)
    let recorder = try recorder(whole)
    let process = try destination(typed, in: recorder.session, isDefined: false)
    if whole.isDryRun {
      let events = try recorder.decide(acts, in: process).events
      Terminal.note("Nothing is recorded; this would be:")
      for event in events {
        Terminal.print(JSONWriter.of { JournalLine(process: process, event: event).write(&$0) }.text)
      }
      return
    }
    let (recorded, findings) = try recorder.record(acts, in: process, known: known)
    for finding in findings { Terminal.note("note: \(finding.sentence)") }
    for one in recorded {
      if whole.isJSON { Terminal.print(one.json(process)) } else { tell(one, in: process) }
    }
  }

  private func recorder(_ arguments: EventArguments) throws -> Recorder {
    var options = DatabaseOptions()
    options.database = arguments.database
    return Recorder(
      session: try Session(options, to: .record), by: try Author.name(arguments.by),
      isStrict: arguments.isStrict)
  }

  private func tell(_ recorded: Recorder.Recorded, in process: Slug) {
    let named = recorded.event.subject?.slug.map { " (\($0))" } ?? ""
    let verb = recorded.receipt.isNew ? "Recorded" : "Recorded before:"
    Terminal.print(
      "\(verb) \(recorded.event.typeName)\(named) in \(process) as event \(recorded.receipt.position) (\(recorded.id.ending())), version \(recorded.receipt.version): \(recorded.event.headline.harmless)"
    )
  }
}
