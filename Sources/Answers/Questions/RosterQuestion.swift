package import ArgumentParser
internal import ReadModels
internal import Talks

package struct RosterQuestion: Question {
  package static let name = "roster"
  package static let abstract = "Show who is at the table, in what role, under whom and since when."
  package static let discussion = "A party seen at a round without having joined is listed as attended."
  package static let members: [JSONMember] = [
    .rows(RosterRow.self, "those at the table; with `--all` every stretch of presence")
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Flag(help: "Show every stretch of presence, past ones too.")
  package var all = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, (roster, administrations)) = try reader.consult(
      about: process, .rows(RosterRow.self, of: process), .governments())
    let governments = Governments(administrations, by: context.day)
    return context.answer(
      Self.self,
      roster.filter { all || $0.atTable != .no }.map { $0.under(governments) },
      [
        Column("tier", \.$tier), Column("id", \.$party), .party("party", \.$party, context.names),
        Column("role", \.$role), Column("how", \.$basis), .date("since", \.$since),
        Column("under", \.$under), Column("at the table", \.$atTable),
      ] + (all ? [.date("until", \.$until), Column("why it left", \.$reason)] : []),
      whenEmpty: "Nobody is at the table.")
  }
}
