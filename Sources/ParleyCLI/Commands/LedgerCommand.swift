import ArgumentParser
import EventStore
import ReadModels
import Talks

struct LedgerCommand: Answering {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Show what was given in return for what: who moved first, who answered, what is owed.",
    discussion: """
      One row an exchange: measures that are tied by “in return for”, and each measure alone that is tied to none. \
      It is simultaneous where two sides gave within the tolerance, sequential where one gave later, one-sided where \
      only one gave, broken where something of it was suspended, reversed or has lapsed, and open where nobody gave yet.
      """)

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  var process: String?

  @Option(help: "Only exchanges to which one party gives.", completion: .parties)
  var party: String?

  @Option(help: "Only exchanges on one track.")
  var track: String?

  @Option(help: "Only exchanges with a measure of one category.")
  var category: String?

  @Flag(help: "Only what one side carried out while no other gave anything in return.")
  var unanswered = false

  @Flag(help: "Only those with a measure still owed after its deadline.")
  var overdue = false

  @Flag(help: "Only those of which something is suspended, reversed or lapsed.")
  var undone = false

  @Option(
    help: ArgumentHelp("Up to how many days apart two gifts count as simultaneous.", valueName: "days"))
  var tolerance = 0

  @Flag(help: "Show the balance of each party instead: in all, by category and by track.")
  var balance = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if tolerance < 0 { throw ValidationError("--tolerance is a number of days, from 0.") }
    if balance && (unanswered || overdue || undone || tolerance > 0) {
      throw ValidationError("--balance counts all measures; leave out the options that choose exchanges.")
    }
  }

  func run() throws { try print(process: process) }

  func answer(_ answers: inout Answers<PostgresLog>) throws -> Answer {
    try balance ? balanceAnswer : exchanges(on: reading.point.standpoint.day)
  }

  private func exchanges(on day: CivilDay) -> Answer {
    let (party, track, category) = (party, track, category)
    let (unanswered, overdue, undone, tolerance) = (unanswered, overdue, undone, tolerance)
    return Answer(
      name: "ledger", projection: ExchangeProjection.self,
      shown: [
        .cell("exchange", "exchange", .bold), .cell("sides", "in place"), .cell("given", "given"),
        .cell("moved_first", "first"),
        Shown(title: "days until answered") { table, row, _ in table.lag(row) },
        .cell("unanswered", "unanswered"), .cell("elsewhere", "tied elsewhere"), .cell("undone", "undone"),
        Shown(title: "deadline") { table, row, _ in
          table[row, "deadline"].date + table.hasPassed(row, on: day).inWords(" (overdue)")
        },
      ], whenEmpty: "No such exchange is recorded.",
      admits: { table, row in
        (party.map(table[row, "parties"].texts.contains) ?? true)
          && (track.map(table[row, "tracks"].texts.contains) ?? true)
          && (category.map(table[row, "categories"].texts.contains) ?? true)
          && (!unanswered || table.isUnanswered(row, by: party))
          && (!undone || !table[row, "undone"].texts.isEmpty)
          && (!overdue || table.hasPassed(row, on: day) != .no)
      }, also: [MeasureProjection.self],
      derive: { table, others, _ in
        let tied = table.tied(to: others[0])
        return tolerance == 0 ? tied : tied.allowing(tolerance)
      })
  }

  private var balanceAnswer: Answer {
    let (party, track, category) = (party, track, category)
    return Answer(
      name: "balance", projection: BalanceProjection.self,
      shown: [
        .party("party", "party"), .cell("by", "by"),
        Shown(title: "which") { table, row, _ in
          table[row, "by"].text == "all" ? "" : table[row, "value"].text ?? "none said"
        },
        .cell("measures", "measures"), .cell("in_place", "in place"), .cell("open_measures", "open"),
        .cell("undone", "undone"), .cell("unanswered", "unanswered"),
        Shown(title: "weight in place") { table, row, _ in
          guard table[row, "weight"] != .null else { return "" }
          let inPlace = table[row, "weight_in_place"].integer ?? 0
          return "\(inPlace) of \(table[row, "weight"].plain) (\(table[row, "weighed"].plain) weighed)"
        },
      ], whenEmpty: "No measure is recorded.",
      admits: { table, row in
        let (by, value) = (table[row, "by"].text, table[row, "value"].text)
        return (party == nil || table[row, "party"].text == party)
          && (track == nil || by == "track" && value == track)
          && (category == nil || by == "category" && value == category)
      })
  }
}

extension Table {
  /// Whether the first deadline of an exchange's open measures has passed.
  fileprivate func hasPassed(_ row: Int, on day: CivilDay) -> Truth {
    guard let deadline = self[row, "deadline"].text.flatMap({ try? EDTF($0) }) else { return .no }
    return deadline.isOver(by: CivilDay(days: day.days - 1))
  }

  fileprivate func isUnanswered(_ row: Int, by party: String?) -> Bool {
    !self[row, "unanswered"].texts.isEmpty && (party.map(self[row, "moved_first"].texts.contains) ?? true)
  }

  /// The days between the first gift and the answer: `23`, or `12 to 42`.
  fileprivate func lag(_ row: Int) -> String {
    guard let least = self[row, "lag_least"].integer, let most = self[row, "lag_most"].integer else {
      return ""
    }
    return least == most ? "\(least)" : "\(least) to \(most)"
  }

  /// The exchanges with gifts of up to some days apart taken as simultaneous.
  fileprivate func allowing(_ days: Int) -> Table {
    guard let given = columns.firstIndex(where: { $0.name == "given" }) else { return self }
    let rows = rows.indices.map { row -> TableRow in
      guard let least = self[row, "lag_least"].integer, let most = self[row, "lag_most"].integer,
        ["sequential", "unknown"].contains(self[row, "given"].text)
      else { return self.rows[row] }
      var cells = self.rows[row].cells
      if most <= days {
        cells[given] = .text("simultaneous")
      } else if least <= days {
        cells[given] = .text("unknown")
      }
      return TableRow(process: self.rows[row].process, cells: cells, basis: self.rows[row].basis)
    }
    return Table(columns: columns, rows: rows)
  }
}
