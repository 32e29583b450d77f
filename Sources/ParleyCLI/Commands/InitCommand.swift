import ArgumentParser
import EventStore
import ReadModels

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up the log and the tables in a database.",
    discussion: "Every command that records does this by itself; use it to prepare a server beforehand.")

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let desk = try Desk(database, toRecord: true)
    try desk.readModels.catchUp(from: desk.log)
    Terminal.print("Ready: the log holds \(try desk.log.head()) events.")
  }
}
