import ArgumentParser
import EventStore
import Postgres
import ReadModels
import Schema

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up the log and the tables in a database.",
    discussion: "Every command that records does this by itself; use it to prepare a server beforehand.")

  @Flag(help: "Also set up roles for people who share the database; needs a superuser.")
  var roles = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let desk = try Desk(database, toRecord: true)
    if roles { try desk.connection.transaction { try desk.connection.script(Schema.roles.sql) } }
    try desk.readModels.catchUp(from: desk.log)
    Terminal.print("Ready: the log holds \(try desk.log.head()) events.")
  }
}
