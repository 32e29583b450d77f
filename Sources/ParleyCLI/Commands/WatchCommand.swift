import ArgumentParser
import EventStore
import Glibc
import Postgres
import Talks

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Show events as they are recorded, whoever records them.",
    discussion: """
      Goes on until it is interrupted, through a restart of the server or a failover to another as well; where that \
      lost events it says so, and goes back to the last one that is still there. With --name the database keeps how \
      far it came, so that the next run goes on from there; each name runs once at a time.
      """)

  @OptionGroup var recorded: RecordedOptions

  @Option(
    help: ArgumentHelp("Begin after this event; 0 for all of them. Now, if left out.", valueName: "position"))
  var after: Int?

  @Option(help: ArgumentHelp("Keep how far it came under this name.", valueName: "name"))
  var name: String?

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let name, Slug(name) == nil {
      throw ValidationError("“\(name)” is no name; write lower-case letters, digits and hyphens.")
    }
  }

  func run() throws {
    let session = try Session(database, to: .examine)
    let wanted = recorded.selection(of: try session.streams(of: recorded.processes))
    let start = try after.map(Int64.init) ?? session.log.head()
    let database = database
    var follower = Subscription(after: start, name: name) { try database.reconnect() }
    var isLost = false
    func wait() {
      if !isLost { Terminal.note("The server has gone; waiting for it to come back.") }
      isLost = true
      usleep(500_000)
    }
    while true {
      do {
        let events = try follower.next(timeoutMilliseconds: 1000)
        if isLost { Terminal.note("The server is back.") }
        isLost = false
        recorded.show(events.filter(wanted.admits))
        if !events.isEmpty { try follower.advance() }
      } catch let change as Subscription.WentBack {
        Terminal.note(change.description)
      } catch is Subscription.NameTaken {
        // It may be ours: a server takes a while to notice that a connection was cut.
        guard isLost else {
          throw Failure("Another “parley watch --name \(name ?? "")” is running; stop it first.", .conflict)
        }
        usleep(500_000)
      } catch let error as PostgresError where error.kind == .connection {
        wait()
      } catch is ServerError {
        wait()
      }
    }
  }
}
