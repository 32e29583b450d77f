import ArgumentParser
import EventStore
import ReadModels
import Talks

struct SetbacksCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "setbacks", abstract: "Show what set the talks back, and what overcame it.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Flag(help: "Only those not yet overcome.")
  var open = false

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let open = open
    return Answer(
      name: "setbacks", projection: SetbackProjection.self,
      shown: [
        .date("occurred", "when"), .cell("setback", "setback", .bold), .cell("title", "what"),
        .cell("kind", "kind"), .cell("party", "by"), .cell("assessments", "severity"),
        Shown(title: "open", column: "is_open") { table, row, _ in table[row, "is_open"].plain },
        .date("overcome", "overcome"),
        .cell("how", "how"),
      ], whenEmpty: "No such setback is recorded.", admits: { !open || $0[$1, "is_open"].truth != .no }
    )
  }
}
