import ArgumentParser
import EventStore
import ReadModels

struct RoundsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "rounds", abstract: "Show the rounds of talks, as planned and as they went.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    return Answer(
      name: "rounds", projection: RoundProjection.self,
      shown: [
        .cell("round", "round", .bold), .cell("standing", "standing"), .date("planned", "planned for"),
        Shown(title: "phases", column: "phases") { table, row, _ in
          table[row, "phases"].texts.map { phase in
            let ends = phase.split(separator: " – ", omittingEmptySubsequences: false)
            return ends.map { inWords(String($0)) }.joined(separator: " – ")
          }.joined(separator: "; ")
        },
        .cell("place", "place"), .parties("parties", "parties"), .cell("outcome", "outcome"),
      ], whenEmpty: "No round is recorded."
    )
  }
}
