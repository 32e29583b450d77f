import ArgumentParser
import EventStore
import ReadModels
import Talks

struct MeasuresCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "measures", abstract: "Show who promised, did or undid what, and in return for what.")

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Only those of one party.", completion: .parties)
  var party: String?

  @Flag(help: "Only those promised and not yet delivered.")
  var open = false

  @Flag(help: "Only those still owed after their deadline.")
  var overdue = false

  @OptionGroup var reading: ReadingOptions

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    let (party, open, overdue, day) = (party, open, overdue, try reading.point.standpoint.day)
    return Answer(
      name: "measures", projection: MeasureProjection.self,
      shown: [
        .cell("measure", "measure", .bold), .cell("party", "by"), .cell("status", "status"),
        .date("pledged", "pledged"), .date("implemented", "implemented"),
        Shown(title: "verified", column: "verified") { table, row, _ in
          let by = table[row, "verified_by"].text.map { " by \($0)" } ?? ""
          return table[row, "verified"].date + by
        },
        Shown(title: "deadline", column: "deadline") { table, row, _ in
          table[row, "deadline"].date + table.overdue(row, on: day).inWords(" (overdue)")
        },
        .cell("in_return_for", "in return for"), .cell("under", "under"),
      ], whenEmpty: "No such measure is recorded.",
      admits: { table, row in
        (party == nil || table[row, "party"].text == party) && (!open || table[row, "is_open"].truth != .no)
          && (!overdue || table.overdue(row, on: day) != .no)
      }
    )
  }
}
