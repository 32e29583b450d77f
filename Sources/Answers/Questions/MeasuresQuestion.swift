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

  @Flag(help: "Only those of which a verification failed.")
  package var failed = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, measures) = try reader.consult(about: process, .rows(MeasureRow.self, of: process))
    let day = context.day
    return context.answer(
      Self.self,
      measures.filter {
        (party == nil || $0.doers.contains { $0.text == party }) && (!failed || $0.failed != nil)
           && (!open || $0.isOpen != .no)
          && (!overdue || $0.obligation.isOverdue(on: day) != .no)
      },
      [
        Column("measure", \.$measure, .strong), Column("by", \.$doers), Column("status", \.$status),
        .date("pledged", \.$pledged), .date("implemented", \.$implemented),
        Column("verified", \.$verified) { row in
          let confirmed = row.verified.map { $0.inWords + (row.verifiedBy.map { " by \($0)" } ?? "") }
          return [confirmed, row.failure].compactMap(\.self).joined(separator: "; ")
        },
        Column("promised", \.$promised), Column("delivered", \.$delivered),
        Column("deadline", \.$deadline) { row in
          (row.deadline?.inWords ?? "") + row.obligation.isOverdue(on: day).inWords(" (overdue)")
        },
        Column("in return for", \.$inReturnFor), Column("under", \.$under),
      ], whenEmpty: "No such measure is recorded.")
  }
}

extension MeasureRow {
  /// The last verification that failed: `refused 24 September 2008 by iaea`.
  fileprivate var failure: String? {
    guard let failed, let failedAs else { return nil }
    return "\(failedAs.words) \(failed.inWords) by \(failedBy.map(\.text).joined(separator: ", "))"
  }
}
