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
        .cell("agreement", "agreement", .bold),
        Shown(title: "standing", column: "status") { $0.standingInWords($1, $2) },
        .cell("in_force", "in force"),
        .date("reached", "reached"), .date("signed", "signed"), .date("reaffirmed", "reaffirmed"),
        .cell("superseded_by", "superseded by"),
        .parties("parties", "parties"),
      ], whenEmpty: "No such agreement is recorded.",
      admits: { !inForce || $0[$1, "in_force"].truth != .no }
    )
  }
}

extension Table {
  /// Where an agreement stands and who has left it, such as “in force for the others; renounced by Iran”.
  func standingInWords(_ row: Int, _ names: PartyNames) -> String {
    let (status, by) = (self[row, "status"].plain, self[row, "renounced_by"].texts)
    if by.isEmpty { return status }
    let left = "renounced by \(by.map(names.name).joined(separator: ", "))"
    switch self[row, "in_force"].truth {
    case .yes: return "in force for the others; \(left)"
    case .unknown: return "perhaps in force for the others; \(left)"
    case .no: return status == "renounced" ? left : "\(status); \(left)"
    }
  }
}
