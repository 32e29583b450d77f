package import ArgumentParser
internal import ReadModels
internal import Talks

package struct MeasuresQuestion: Question {
  package static let name = "measures"
  package static let abstract = "Show who promised, did or undid what, and in return for what."
  package static let members: [JSONMember] = [.rows(MeasureRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  @Option(help: "Only those of one party.", completion: .parties)
  package var party: String?

  @Flag(help: "Only those promised and not yet delivered.")
  package var open = false

  @Flag(help: "Only those still owed after their deadline.")
  package var overdue = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, measures) = try reader.consult(about: process, .rows(MeasureRow.self, of: process))
    @Sendable func isOverdue(_ row: MeasureRow) -> Truth {
      row.obligation.isOverdue(on: context.day(of: row.process))
    }
    return context.answer(
      Self.self,
      measures.filter {
        (party == nil || $0.party?.text == party) && (!open || $0.isOpen != .no)
          && (!overdue || isOverdue($0) != .no)
      },
      [
        Column("measure", \.$measure, .strong), Column("by", \.$party), Column("status", \.$status),
        .date("pledged", \.$pledged), .date("implemented", \.$implemented),
        Column("verified", \.$verified) { row in
          (row.verified?.inWords ?? "") + (row.verifiedBy.map { " by \($0)" } ?? "")
        },
        Column("deadline", \.$deadline) { row in
          (row.deadline?.inWords ?? "") + isOverdue(row).inWords(" (overdue)")
        },
        Column("in return for", \.$inReturnFor), Column("under", \.$under),
      ], whenEmpty: "No such measure is recorded.")
  }
}
