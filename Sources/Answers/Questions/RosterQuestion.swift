package import ArgumentParser
internal import ReadModels
internal import Talks

package struct RosterQuestion: OneProcessQuestion, SeriesQuestion {
  package static let name = "roster"
  package static let abstract = "Show who is at the table, in what role, under whom and since when."
  package static let discussion = """
    A party seen at rounds without having joined is listed as attended, from the first to the last that it attended. With \
    --all there are also those of which nothing but their leaving is recorded.
    """
  package static let members: [JSONMember] = [
    .rows(RosterRow.self, "those at the table; with `--all` every stretch of presence")
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Flag(help: "Show every stretch of presence, past ones too.")
  package var all = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    // Who was last seen is for people, who are not told of day after day.
    let wanted: Wanted<RosterRow> = all ? .rows(of: process) : .current(of: process)
    let (context, (roster, administrations)) = try reader.consult(about: process, wanted, .governments())
    let governments = Governments(administrations, by: context.day)
    return context.answer(
      Self.self,
      roster.filter { all || $0.atTable != .no }.map { $0.under(governments) },
      [
        Column("tier", \.$tier), Column("id", \.$party), .party("party", \.$party, context.names),
        Column("role", \.$role), Column("how", \.$basis), .date("since", \.$since),
        Column("under", \.$under), Column("at the table", \.$atTable),
      ]
        + (all
          ? [.date("until", \.$until), Column("left by", \.$leaving), Column("why it left", \.$reason)] : []),
      whenEmpty: "Nobody is at the table\(roster.lastSeen(context.names)).")
  }
}

extension [RosterRow] {
  /// Who was last seen at a round without having joined: “; last seen: Russia, Ukraine (7 March 2022)”, or nothing.
  func lastSeen(_ names: PartyNames) -> String {
    let seen = filter { $0.basis == .attended && $0.leftEvent == nil && $0.untilDay != nil }
    guard let day = seen.compactMap(\.untilDay).max() else { return "" }
    let last = seen.filter { $0.untilDay == day }
    return "; last seen: \(names.list(last.map(\.party))) (\(last.first?.until?.inWords ?? ""))"
  }
}
