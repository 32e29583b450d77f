import ArgumentParser
import ReadModels

struct AdministrationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "administrations", abstract: "Show who governed each party, from when to when.",
    discussion: "A party's governments count whichever process they are recorded in.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Only those of one party.", completion: .parties)
  var party: String?

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let party = party
    try Answer(
      name: "administrations", projection: AdministrationProjection.self,
      shown: [
        .party("party", "party"), .cell("head", "under"), .cell("office", "office"), .date("since", "since"),
        .date("until", "until"),
      ], whenEmpty: "No administration is recorded.",
      admits: { party == nil || $0[$1, "party"].text == party }
    ).print(reading, process: process)
  }
}
