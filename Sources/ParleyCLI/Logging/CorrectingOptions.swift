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
  /// - Returns: the events, as ones of the stream in which something is recorded of all of them.
  func targets(_ texts: [String], _ session: Session) throws -> [RecordedEvent<Event>] {
    var found = try texts.map { try session.log.event(named: $0) }
    if Set(found.map(\.stream)).count > 1 {
      // What is said of events that were moved to one process from several is recorded there.
      found = try found.map { event in
        let record = try session.log.events(of: event.stream).map { Entry($0, zones: session.zones) }
        let place = Corrections(of: record).moved[event.id]?.event.correction?.destination
        return event.placed(in: place?.text ?? event.stream)
      }
    }
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
    guard let process = Slug(target.stream) else {
      throw Failure("“\(target.stream)” is not the slug of a process.", .data)
    }
    guard let recorded = try record(detail, in: process, session) else { return }
    Terminal.print(
      "\(done) event \(target.position) (\(target.id.ending())) of \(try session.currentName(of: target.stream)): \(target.body.headline.harmless)"
    )
    Terminal.print(
      "Event \(recorded.receipt.position) (\(recorded.id.ending())) says so; “parley history \(target.id.ending())” shows it."
    )
  }

  /// Records an event about a process as a whole.
  func record(_ detail: any EventType, of process: Slug, done: String, _ session: Session) throws {
    guard let recorded = try record(detail, in: process, session) else { return }
    Terminal.print("\(done); event \(recorded.receipt.position) says so.")
  }

  /// Records an event, or prints what would be recorded; nil where there is nothing left to be said.
  private func record(
    _ detail: any EventType, in process: Slug, _ session: Session
  ) throws -> Recorder.Recorded? {
    var event = Event(detail)
    event.sources = try source.map(Source.init(typed:))
    event.tlp = try tlp.map(Marking.init(typed:))
    let moment = try known.map(KnownTime.microseconds)
    let recorder = Recorder(session: session, by: try Author.name(by))
    let id = EventID.new()
    if dryRun {
      let decided = try recorder.decide(event, in: process, id: id)
      Terminal.note("Nothing is recorded; this would be:")
      Terminal.print(JSONWriter.of { JournalLine(process: process, event: decided.event).write(&$0) }.text)
      return nil
    }
    let recorded = try recorder.record(event, in: process, id: id, known: moment)
    recorded.warn()
    if json {
      Terminal.print(recorded.json(process))
      return nil
    }
    return recorded
  }
}
