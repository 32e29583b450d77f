import ArgumentParser
import EventStore
import ReadModels

struct ListCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the processes and where each stands.")

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: nil) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    return Answer(
      name: "list", projection: ProcessProjection.self,
      shown: [
        .cell("title", "title"), .cell("standing", "standing"), .date("opened", "opened"),
        .parties("at_table", "at the table"), .date("last_event", "last event"), .cell("events", "events"),
      ], whenEmpty: "The log is empty; record something with “parley log” or “parley import”."
    )
  }
}
