import ArgumentParser
import EventStore
import Postgres
import ReadModels

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Replay the log into new tables and put them in place.",
    discussion: "Readers are never held up: the current tables serve until the new ones are complete.")

  @Flag(help: "Compare the current tables with a replay, and change nothing.")
  var check = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let desk = try Desk(database, toRecord: true)
    let total = try desk.log.head()
    let progress = Progress(total: total, unit: "events")
    // The log streams over a connection of its own while the tables are loaded over the other.
    let log = PostgresLog(try database.connect())
    let rebuild = Rebuild(desk.connection, zones: desk.zones)
    guard check else {
      let outcome = try rebuild.run(from: log, swap: true, progress: progress.show)
      progress.finish()
      Terminal.print("Rebuilt from \(outcome.events) events of \(outcome.processes) processes.")
      return
    }
    let (outcome, differences) = try rebuild.check(from: log, progress: progress.show)
    progress.finish()
    if differences.isEmpty {
      Terminal.print(
        "No difference: the tables are what \(outcome.events) events of \(outcome.processes) processes make.")
      return
    }
    for difference in differences {
      Terminal.print(
        "\(difference.projection): \(difference.surplus) rows too many or altered, \(difference.missing) missing"
      )
    }
    throw Failure(
      "The tables differ from the log; “parley rebuild” puts them right.", .difference)
  }
}
