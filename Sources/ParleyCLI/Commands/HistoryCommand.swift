import ArgumentParser
import EventSourcing
import EventStore

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract:
      "Show the whole life of an event: as recorded, all that was said about it, and how it reads now.")

  @Argument(help: ArgumentHelp("The event, by its position or its id.", valueName: "event"))
  var event: String

  @Flag(help: "Print JSON for scripts.")
  var json = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let desk = try Desk(database)
    let target = try desk.event(event)
    let recorded = try desk.log.events(of: target.stream)
    let history = History(of: target, among: recorded, zones: desk.zones)
    Terminal.print(json ? history.json : history.text)
  }
}
