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

  @Argument(help: ArgumentHelp("The event, by its position or its id.", valueName: "event"))
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
    guard let reference = EventReference(event) else {
      throw Failure("“\(event)” is no event; give its position in the log, or its id.", .usage)
    }
    let desk = try Desk(database, toRecord: true)
    guard let target = try desk.log.event(reference) else {
      throw Failure("There is no event \(event), or it is erased already.", .data)
    }
    guard !(target.body.detail is EventErased) else {
      throw Failure("Event \(target.position) says that another was erased, and stays.", .data)
    }
    let what = "event \(target.position) of \(target.stream): \(Terminal.harmless(target.body.headline))"
    if dryRun { return Terminal.print("Would erase \(what)") }
    var detail = EventErased()
    detail.erased = target.id.description
    detail.reason = reason
    var body = Event(detail, on: try EDTF("\(Here.today)"))
    body.title = "Event \(target.position) is erased: \(reason)"
    let record = NewEvent(id: Here.newID(), body: body, known: nil, by: by ?? Here.author)
    let position = try desk.log.erase(target, record: record)
    try desk.readModels.catchUp(from: desk.log)
    try desk.readModels.forget()
    Terminal.print("Erased \(what)")
    Terminal.print("Event \(position) says so.")
  }
}
