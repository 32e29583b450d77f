import ArgumentParser
import ReadModels
import Talks

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show where a process stands.",
    discussion: """
      Who is at the table, by tier and role, and under whom; what is owed and overdue; which agreements are in \
      force; which setbacks are open; the last round and how long ago anybody met; how each track stands.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    let found = try answers.tables(
      [
        ProcessProjection.self, TierProjection.self, RosterProjection.self, TrackProjection.self,
        MeasureProjection.self, AgreementProjection.self, SetbackProjection.self, PartyProjection.self,
        RoundProjection.self, AccountProjection.self,
      ], process: process, ofAll: [AdministrationProjection.self])
    try standpoint.check(found[9])
    let standing = Standing(
      process: process, standpoint: standpoint, state: found[0], tiers: found[1],
      roster: found[2], tracks: found[3], measures: found[4], agreements: found[5], setbacks: found[6],
      names: PartyNames(found[7]), rounds: found[8], governments: Governments(found[10]),
      disputes: Disputes(found[9]))
    Terminal.print(reading.json ? standing.json : standing.text(width: Terminal.width))
  }
}
