import Answers
import ArgumentParser
import EventSourcing
import EventStore
import Postgres
import ReadModels
import Talks

struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Take an event's content out of the log for good, and record that and why.",
    discussion: """
      For what must not be kept, such as a name that a court or a source asks to have forgotten; what is merely \
      wrong is corrected by another event. The hash of the content stays, so that the log still verifies. The \
      tables forget it too; backups, exports and what is left of the server's write-ahead log do not. It takes \
      the owner of the database, or whom the owner lets.
      """)

  @Argument(help: ArgumentHelp("The event, by its position, its id or the end of that.", valueName: "event"))
  var event: String

  @Option(help: "Why, as the record will say for ever.")
  var reason: String

  @Option(
    help: ArgumentHelp("Who records it; PARLEY_BY or your account name if left out.", valueName: "name"))
  var by: String?

  @Flag(help: "Say what would be erased, and erase nothing.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let session = try Session(database, to: .own)
    let target = try session.log.event(named: event)
    guard target.body.correction?.isErasure != true else {
      throw Failure("Event \(target.position) says that another was erased, and stays.", .data)
    }
    let streams = try session.log.moves().destinations(of: [target.stream]).union([target.stream]).sorted()
    let remarks = try streams.flatMap { try session.log.events(of: $0) }.filter { event in
      event.body.correction?.targets.contains(target.id) ?? false
    }
    if !remarks.isEmpty {
      let list = remarks.map { "\($0.position)" }.joined(separator: ", ")
      throw Failure(
        "Event \(target.position) is spoken of by others (\(list)), which may say part of it; erase these first.",
        .data)
    }
    let what = "event \(target.position) of \(target.stream): \(target.body.headline.harmless)"
    if dryRun { return Terminal.print("Would erase \(what)") }
    var detail = EventErased()
    detail.erased = target.id.description
    detail.because = reason
    var body = Event(detail, on: try EDTF("\(CivilDay.today)"))
    body.title = "Event \(target.position) is erased: \(reason)"
    let record = NewEvent(id: EventID.new(), body: body, known: nil, by: try Author.name(by))
    let position = try session.log.erase(target, record: record)
    try session.readModels.catchUp(from: session.log)
    try session.readModels.forget()
    Terminal.print("Erased \(what)")
    Terminal.print("Event \(position) says so.")
  }
}
