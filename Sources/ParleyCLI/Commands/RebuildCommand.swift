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

  @Flag(help: "Put the tables in place again that the last rebuild replaced.")
  var rollback = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if check, rollback { throw ValidationError("Give --check or --rollback, not both.") }
  }

  func run() throws {
    let session = try Session(database, to: .examine)
    if rollback {
      try session.readModels.rollBack()
      try session.readModels.catchUp(from: session.log)
      return Terminal.print("The tables before the last rebuild are in place, caught up with the log.")
    }
    let total = try session.log.head()
    let progress = Progress(total: total, unit: "events")
    guard check else {
      let outcome = try session.rebuild.run(from: session.log, progress: progress.show)
      progress.finish()
      Terminal.print("Rebuilt from \(outcome.events) events of \(outcome.processes) processes.")
      return
    }
    let (outcome, differences) = try session.rebuild.check(from: session.log, progress: progress.show)
    progress.finish()
    if differences.isEmpty {
      Terminal.print(
        "No difference: the tables are what \(outcome.events) events of \(outcome.processes) processes make.")
      return
    }
    for difference in differences {
      Terminal.print(
        "\(difference.table): \(difference.surplus) rows too many or altered, \(difference.missing) missing"
      )
    }
    throw Failure(
      "The tables differ from the log; “parley rebuild” puts them right.", .difference)
  }
}
