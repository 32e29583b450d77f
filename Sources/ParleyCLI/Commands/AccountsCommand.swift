import ArgumentParser
import EventStore
import ReadModels
import Talks

struct AccountsCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "Show the events that are told in several ways, with every account.",
    discussion: "The account by which answers go is marked with *.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Flag(help: "Only those that nobody has weighed yet.")
  var open = false

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let open = open
    return Answer(
      name: "accounts", projection: AccountProjection.self,
      shown: [
        .cell("event", "event", .bold), .cell("headline", "what"),
        Shown(title: "account", column: "account") { table, row, _ in
          table[row, "account"].plain + (table[row, "preferred"].isTrue ? "*" : "")
        },
        .cell("according_to", "according to"),
        Shown(title: "says", column: "says") { table, row, _ in
          table[row, "denied"].isTrue ? "it did not happen" : table[row, "says"].plain
        },
        Shown(title: "standing", column: "open") { table, row, _ in
          table[row, "open"].isTrue ? "open" : "resolved"
        },
        .cell("because", "remark"),
      ], whenEmpty: "No account differs from another.", admits: { !open || $0[$1, "open"].isTrue }
    )
  }
}
