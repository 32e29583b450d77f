package import ArgumentParser
internal import ReadModels
internal import Talks

package struct LedgerQuestion: AnyProcessQuestion, SeriesQuestion {
  package static let name = "ledger"
  package static let abstract =
    "Show what was given in return for what: who moved first, who answered, what is owed."
  package static let discussion = """
    One row an exchange: measures that are tied by “in return for”, and each measure alone that is tied to none. \
    It is simultaneous where two sides gave within the tolerance, sequential where one gave later, one-sided where \
    only one gave, broken where something of it was suspended, reversed or has lapsed, and open where nobody gave yet. \
    Below, how much each gave and promised, where amounts are recorded; amounts in different units are never added.
    """
  package static let members: [JSONMember] = [
    .rows(ExchangeRow.self),
    .rows(QuantityRow.self, "what was promised and given, summed by giver and unit", as: "quantities"),
    .rows(BalanceRow.self, "with `--balance`, instead of the others"),
  ]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only exchanges to which one party gives.", completion: .parties)
  package var party: String?

  @Option(help: "Only exchanges on one track.")
  package var track: String?

  @Option(help: "Only exchanges with a measure of one category.")
  package var category: String?

  @Flag(help: "Only what one side carried out while no other gave anything in return.")
  package var unanswered = false

  @Flag(help: "Only those with a measure still owed after its deadline.")
  package var overdue = false

  @Flag(help: "Only those of which something is suspended, reversed or lapsed.")
  package var undone = false

  @Option(
    help: ArgumentHelp("Up to how many days apart two gifts count as simultaneous.", valueName: "days"))
  package var tolerance = 0

  @Flag(help: "Show the balance of each party instead: in all, by category and by track.")
  package var balance = false

  package init() {}

  package var filters: [NameFilter] {
    [
      NameFilter(.party, [party], of: process),
      NameFilter(.track, [track], of: process),
      NameFilter(.category, [category], of: process),
    ]
  }

  package func validate() throws {
    if tolerance < 0 { throw ValidationError("--tolerance is a number of days, from 0.") }
    if balance && (unanswered || overdue || undone || tolerance > 0) {
      throw ValidationError("--balance counts all measures; leave out the options that choose exchanges.")
    }
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    try balance ? balances(&reader) : exchanges(&reader)
  }

  private func exchanges(_ reader: inout RecordReader) throws -> Answer {
    let (context, rows) = try reader.consult(
      about: process, .rows(ExchangeRow.self, of: process), .rows(LinkRow.self, of: process),
      .ties(to: process), .rows(QuantityRow.self, of: process))
    let ties = OutsideTies((rows.1 + rows.2).map { (process: $0.process, it: $0.tie) })
    let exchanges = Section(
      rows.0.map { $0.tied(by: ties).given(allowing: tolerance) }.filter {
        concerns($0) && isWanted($0, context.day(of: $0.process))
      },
      [
        Column("exchange", \.$exchange, .strong), Column("in place", \.$sides), Column("given", \.$given),
        Column("first", \.$movedFirst) { row in
          row.movedFirst.isEmpty && !row.perhapsMovedFirst.isEmpty
            ? "unknown" : row.movedFirst.map(\.text).joined(separator: ", ")
        },
        Column("days until answered") { $0.lag?.inWords ?? "" }, Column("unanswered", \.$unanswered),
        Column("tied elsewhere", \.$elsewhere), Column("undone", \.$undone),
        Column("deadline") { row in
          (row.deadline?.inWords ?? "")
            + row.isOverdue(on: context.day(of: row.process)).inWords(" (overdue)")
        },
      ], whenEmpty: context.empty("No such exchange is recorded."))
    let quantities = QuantityRow.summed(rows.3.filter(concerns))
    var answer = context.answer(Self.self, [exchanges, sums(quantities, context.names)])
    if overdue { answer.turningDays += rows.0.flatMap(\.due).flatMap(\.obligation.turningDays) }
    return answer
  }

  private func sums(_ rows: [QuantityRow], _ names: PartyNames) -> Section<QuantityRow> {
    Section(
      rows,
      (process == nil ? [Column("process") { $0.process }] : []) + [
        Column("giver", \.$givers, .strong) { row in names.list(row.givers) },
        Column("given", \.$delivered) { $0.given.words },
        Column("promised", \.$pledged) { row in
          row.pledgedAtMost == .zero ? "" : row.pledgedRange.words
        },
        Column("of", \.$unit), Column("by", \.$measures),
      ], title: "How much", member: "quantities")
  }

  private func concerns(_ row: QuantityRow) -> Bool {
    if let party, !row.givers.contains(where: { $0.text == party }) { return false }
    if let track, !row.tracks.contains(where: { $0.text == track }) { return false }
    return category == nil || row.categories.contains { $0.text == category }
  }

  private func concerns(_ row: ExchangeRow) -> Bool {
    if let party, !row.parties.contains(where: { $0.text == party }) { return false }
    if let track, !row.tracks.contains(where: { $0.text == track }) { return false }
    return category == nil || row.categories.contains { $0.text == category }
  }

  private func isWanted(_ row: ExchangeRow, _ day: CivilDay) -> Bool {
    if undone && row.undone.isEmpty { return false }
    if overdue && row.isOverdue(on: day) == .no { return false }
    if !unanswered { return true }
    return !row.unanswered.isEmpty && (party == nil || row.movedFirst.contains { $0.text == party })
  }

  private func balances(_ reader: inout RecordReader) throws -> Answer {
    let (context, balances) = try reader.consult(about: process, .rows(BalanceRow.self, of: process))
    var answer = context.answer(
      Self.self,
      balances.filter { row in
        (party == nil || row.party.text == party)
          && (track == nil || row.by == .track && row.value == track)
          && (category == nil || row.by == .category && row.value == category)
      },
      [
        .party("party", \.$party, context.names), Column("by", \.$by),
        Column("which") { $0.by == .all ? "" : $0.value ?? "none said" }, Column("measures", \.$measures),
        Column("in place", \.$inPlace), Column("open", \.$openMeasures), Column("undone", \.$undone),
        Column("unanswered", \.$unanswered),
        Column("weight in place") { row in
          row.weight.map { "\(row.weightInPlace ?? 0) of \($0) (\(row.weighed) weighed)" } ?? ""
        },
      ], whenEmpty: "No measure is recorded.")
    answer.name = "balance"
    return answer
  }
}
