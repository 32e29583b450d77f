import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks

/// The options of every command that corrects or disputes recorded events.
struct CorrectingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "On what it rests: “title | publisher | URL | date | page”, or a URL alone; may be repeated.",
      valueName: "source"))
  var source: [String] = []

  @Option(help: ArgumentHelp("Who may be told, by the Traffic Light Protocol.", valueName: "marking"))
  var tlp: String?

  @Option(help: ArgumentHelp("When you learned it; now if left out.", valueName: "time"))
  var known: String?

  @Option(
    help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
  var by: String?

  @Flag(help: "Say what would be recorded, and record nothing.")
  var dryRun = false

  @Flag(help: "Print what was recorded as JSON.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  /// The selected events, all of one process.
  ///
  /// - Parameter texts: positions or ids.
  func targets(_ texts: [String], _ session: Session) throws -> [RecordedEvent<Event>] {
    let found = try texts.map { try session.log.event(named: $0) }
    if let one = found.first, let other = found.first(where: { $0.stream != one.stream }) {
      throw Failure(
        "Event \(one.position) is of \(one.stream) and event \(other.position) of \(other.stream); they must be of one process.",
        .data)
    }
    return found
  }

  /// Records an event about another event.
  ///
  /// - Parameter done: a past participle for the confirmation.
  func record(
    _ detail: any Editorial, about target: RecordedEvent<Event>, done: String, _ session: Session
  ) throws {
    var event = Event(detail)
    event.sources = try source.map(Source.init(typed:))
    event.tlp = try tlp.map(Marking.init(typed:))
    guard let process = Slug(target.stream) else {
      throw Failure("“\(target.stream)” is not the slug of a process.", .data)
    }
    let moment = try known.map(KnownTime.microseconds)
    let recorder = Recorder(session: session, by: Author.name(by))
    let id = EventID.new()
    if dryRun {
      let decided = try recorder.decide(event, in: process, id: id)
      Terminal.note("Nothing is recorded; this would be:")
      Terminal.print(JSONWriter.of { JournalLine(process: process, event: decided.event).write(&$0) }.text)
      return
    }
    let recorded = try recorder.record(event, in: process, id: id, known: moment)
    recorded.warn()
    if json {
      Terminal.print(recorded.json(process))
    } else {
      Terminal.print(
        "\(done) event \(target.position) (\(target.id.ending())) of \(process): \(target.body.headline.harmless)"
      )
      Terminal.print(
        "Event \(recorded.receipt.position) (\(id.ending())) says so; “parley history \(target.id.ending())” shows it."
      )
    }
  }
}
