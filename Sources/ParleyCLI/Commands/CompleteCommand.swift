import ArgumentParser
import EventStore
import ReadModels
import Talks

/// Words for the shell's completion; never complains, and never starts a server.
struct CompleteCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable { case processes, parties, types }

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
    var answers = try desk.answers(asOf: nil)
    let roster = try answers.table(RosterProjection.self)
    let defined = try desk.log.definedParties().map(\.description)
    return Set(roster.rows.indices.compactMap { roster[$0, "party"].text } + defined).sorted()
  }
}
