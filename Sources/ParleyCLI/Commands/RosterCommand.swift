import ArgumentParser
import EventStore
import ReadModels
import Talks

struct RosterCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "roster",
    abstract: "Show who is at the table, in what role, under whom and since when.",
    discussion: "A party seen at a round without having joined is listed as attended.")

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Flag(help: "Show every stretch of presence, past ones too.")
  var all = false

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let all = all
    return Answer(
      name: "roster", projection: RosterProjection.self,
      shown: [
        .cell("tier", "tier"), .cell("party", "id"), .party("party", "party"), .cell("role", "role"),
        .cell("basis", "how"), .date("since", "since"),
        .cell("under", "under"),
        Shown(title: "at the table", column: "at_table") { table, row, _ in table[row, "at_table"].plain },
      ] + (all ? [.date("until", "until"), .cell("reason", "why it left")] : []),
      whenEmpty: "Nobody is at the table.", admits: { all || $0[$1, "at_table"].truth != .no },
      also: [AdministrationProjection.self],
      derive: { roster, others, _ in Governments(others[0]).heading(roster) }
    )
  }
}
