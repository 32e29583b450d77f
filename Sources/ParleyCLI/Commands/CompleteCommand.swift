import ArgumentParser
import EventStore
import Postgres
import ReadModels
import Talks

/// Words for the shell's completion; never complains, and never starts a server.
struct CompleteCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable { case processes, parties, sources, types }

  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "List words for completion.", shouldDisplay: false)

  @Argument(help: "What to list.") var kind: Kind
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    do {
      for word in try words() { Terminal.print(word) }
    } catch {
      return
    }
  }

  private func words() throws -> [String] {
    if kind == .types { return Catalogue.all.map { $0.name } }
    if database.conninfo == nil {
      guard case .running(_, _, _) = try DatabaseOptions.embeddedServer.status() else { return [] }
    }
    let desk = try Desk(database)
    if kind == .processes { return try desk.log.streams(after: 0) }
    if kind == .sources {
      return try Set(introduced(desk, by: SourceDefined.self).compactMap { $0.key.map { "@\($0)" } }).sorted()
    }
    try desk.readModels.catchUp(from: desk.log)
    let named = try desk.connection.query("SELECT DISTINCT unnest(parties) FROM read.timeline")
    return Set(
      try named.map { try $0.get(0, as: String.self) }
        + introduced(desk, by: PartyDefined.self).compactMap(\.party?.description)
    )
    .sorted()
  }

  private func introduced(_ desk: Desk, by type: any Introducing.Type) throws -> [Mention] {
    try desk.log.bodies(ofTypes: [type.name]).compactMap(\.introduction)
  }
}
