import ArgumentParser
import EventSourcing
import EventStore
import Exports
import Glibc
import Postgres
import Talks

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show events as they are recorded, whoever records them.",
    discussion: """
      Goes on until it is interrupted, through a restart of the server as well. With --name the database keeps how \
      far it came, so that the next run goes on from there; each name runs once at a time.
      """)

  @Argument(help: "The processes, by slug; all of them if left out.", completion: .processes)
  var processes: [String] = []

  @Option(
    help: ArgumentHelp("Begin after this event; 0 for all of them. Now, if left out.", valueName: "position"))
  var after: Int?

  @Option(help: ArgumentHelp("Keep how far it came under this name.", valueName: "name"))
  var name: String?

  @Flag(help: "Print a line of JSON an event, for programs.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let name, Slug(name) == nil {
      throw ValidationError("“\(name)” is no name; write lower-case letters, digits and hyphens.")
    }
  }

  func run() throws {
    let desk = try Desk(database, toRecord: true)
    let start = try after.map(Int64.init) ?? desk.log.head()
    let database = database
    var follower = Follower(after: start, name: name) { try database.connect() }
    var isLost = false
    while true {
      do {
        let events = try follower.next(timeoutMilliseconds: 1000)
        if isLost { Terminal.note("The server is back.") }
        isLost = false
        for event in events where processes.isEmpty || processes.contains(event.stream) { show(event) }
        if !events.isEmpty { try follower.advance() }
      } catch is Follower.NameTaken {
        throw Failure("Another “parley watch --name \(name ?? "")” is running; stop it first.", .conflict)
      } catch let error as PostgresError where error.kind == .connection {
        if !isLost { Terminal.note("The server has gone; waiting for it to come back.") }
        isLost = true
        usleep(500_000)
      }
    }
  }

  private func show(_ event: RecordedEvent<Event>) {
    if json {
      let line = JSONWriter.of { json in
        json.object([
          ("position", .of { $0.integer(Int(event.position)) }),
          ("recorded", .of { $0.string(RFC3339.text(microseconds: event.recorded)) }),
          ("event", .of { event.journal.write(&$0) }),
        ])
      }
      return Terminal.print(line.text)
    }
    let when = event.body.on?.inWords ?? ""
    Terminal.print(
      "\(event.position)  \(event.stream)  \(when)  \(Terminal.harmless(event.body.headline)) (\(event.by))")
  }
}
