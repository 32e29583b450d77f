import ArgumentParser
import EventStore
import ReadModels

struct AdministrationsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "administrations", abstract: "Show who governed each party, from when to when.",
    discussion: "A party's governments count whichever process they are recorded in.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Only those of one party.", completion: .parties)
  var party: String?

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let party = party
    return Answer(
      name: "administrations", projection: AdministrationProjection.self,
      shown: [
        .party("party", "party"), .cell("head", "under"), .cell("office", "office"), .date("since", "since"),
        .date("until", "until"),
      ], whenEmpty: "No administration is recorded.",
      admits: { party == nil || $0[$1, "party"].text == party }
    )
  }
}
