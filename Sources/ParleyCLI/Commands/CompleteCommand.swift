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
    let session = try Session(database, on: database.connect()) { try $0.limited(to: $1) }
    if kind == .processes { return try session.log.streams(after: 0) }
    if kind == .sources {
      return try Set(introduced(session, by: SourceDefined.self).compactMap { $0.key?.cited })
        .sorted()
    }
    try session.readModels.catchUp(from: session.log)
    let named = try session.connection.query("SELECT DISTINCT unnest(parties) FROM read.timeline")
    return Set(
      try named.map { try $0.get(0, as: String.self) }
        + introduced(session, by: PartyDefined.self).compactMap(\.party?.description)
    )
    .sorted()
  }

  private func introduced(_ session: Session, by type: any Introducing.Type) throws -> [Mention] {
    try session.log.bodies(ofTypes: [type.name]).compactMap(\.introduction)
  }
}
