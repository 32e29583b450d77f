import ArgumentParser
import EventStore
import ReadModels
import Talks

struct AgreementsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "agreements", abstract: "Show the agreements, and what became of them.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Flag(help: "Only those that bind two parties or more.")
  var inForce = false

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let inForce = inForce
    return Answer(
      name: "agreements", projection: AgreementProjection.self,
      shown: [
        .cell("agreement", "agreement", .bold), .cell("status", "status"), .cell("in_force", "in force"),
        .date("reached", "reached"), .date("signed", "signed"), .date("reaffirmed", "reaffirmed"),
        .parties("renounced_by", "renounced by"), .cell("superseded_by", "superseded by"),
        .parties("parties", "parties"),
      ], whenEmpty: "No such agreement is recorded.",
      admits: { !inForce || $0[$1, "in_force"].truth != .no }
    )
  }
}
