import ArgumentParser
import EventStore
import Postgres
import ReadModels
import Schema
import Talks

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up the log and the tables in a database.",
    discussion: "Every command that records does this by itself; use it to prepare a server beforehand.")

  @Flag(help: "Also set up roles for people who share the database; needs a superuser.")
  var roles = false

  @Option(
    help: ArgumentHelp(
      "How an event is marked where nothing is said, such as AMBER; CLEAR at first.",
      discussion: "It holds for what is recorded already as well.", valueName: "marking"),
    completion: .list(Marking.allCases.map(\.rawValue)))
  var defaultMarking: String?

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let usual = try defaultMarking.map(Marking.init(typed:))
    let session = try Session(database, to: .setUp)
    if let usual { try session.log.setUsualMarking(usual) }
    if roles { try session.connection.transaction { try session.connection.script(Schema.roles.sql) } }
    // What is derived takes no more than a writer's rights.
    try session.connection.takeOn(.writer)
    try session.readModels.catchUp(from: session.log)
    Terminal.print("Ready: the log holds \(try session.log.head()) events.")
  }
}
