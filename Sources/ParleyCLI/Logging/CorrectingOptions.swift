import ArgumentParser
import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks

/// What every command takes that says something about events already recorded.
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

  /// The events that somebody points at, all of one process.
  ///
  /// - Parameter texts: positions or ids.
  func targets(_ texts: [String], _ desk: Desk) throws -> [RecordedEvent<Event>] {
    let found = try texts.map { try desk.event($0) }
    if let one = found.first, let other = found.first(where: { $0.stream != one.stream }) {
      throw Failure(
        "Event \(one.position) is of \(one.stream) and event \(other.position) of \(other.stream); they must be of one process.",
        .data)
    }
    return found
  }

  /// Records what is said about an event.
  ///
  /// - Parameter done: what that comes to, in the past tense.
  func record(
    _ detail: any Editorial, about target: RecordedEvent<Event>, done: String, _ desk: Desk
  ) throws {
    var event = Event(detail)
    event.sources = try source.map(Source.init(typed:))
    event.tlp = try tlp.map(Marking.init(typed:))
    guard let process = Slug(target.stream) else {
      throw Failure("“\(target.stream)” is not the slug of a process.", .data)
    }
    let moment = try known.map(KnownTime.microseconds)
    let recorder = Recorder(desk: desk, by: Author.name(by))
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
        "\(done) event \(target.position) of \(process): \(Terminal.harmless(target.body.headline))")
      Terminal.print(
        "Event \(recorded.receipt.position) says so; “parley history \(target.position)” shows it.")
    }
  }
}

extension Desk {
  /// The event that somebody points at, by its position or its id.
  func event(_ text: String) throws -> RecordedEvent<Event> {
    guard let reference = EventReference(text) else {
      throw Failure("“\(text)” is no event; give its position in the log, or its id.", .usage)
    }
    guard let event = try log.event(reference) else {
      throw Failure("There is no event \(text), or it is erased already.", .data)
    }
    return event
  }
}
