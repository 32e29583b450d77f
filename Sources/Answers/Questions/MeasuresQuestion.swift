package import ArgumentParser
internal import ReadModels
internal import Talks

package struct MeasuresQuestion: AnyProcessQuestion {
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

  package var filters: [NameFilter] { [NameFilter(.party, [party], of: process)] }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, measures) = try reader.consult(about: process, .rows(MeasureRow.self, of: process))
    @Sendable func isOverdue(_ row: MeasureRow) -> Truth {
      row.obligation.isOverdue(on: context.day(of: row.process))
    }
    let rows = measures.filter {
      (party == nil || ($0.doers + $0.implementedBy).contains { $0.text == party })
        && (!failed || $0.failed != nil)
        && (!open || $0.isOpen != .no) && (!overdue || isOverdue($0) != .no)
    }
    // Few records have amounts, and a column for nothing takes room.
    let amounts =
      rows.contains { $0.howMuch != "" } ? [Column<MeasureRow>("how much") { $0.howMuch }] : []
    return context.answer(
      Self.self, rows,
      [
        Column("measure", \.$measure, .strong), Column("by", \.$doers), Column("status", \.$status),
        .date("pledged", \.$pledged),
        Column("implemented", \.$implemented) { row in
          let by = row.implementedBy.map(\.text).joined(separator: ", ")
          return (row.implemented?.inWords ?? "") + (row.isDoneByOthers ? " by \(by)" : "")
        },
        Column("verified", \.$verified) { row in
          let early = row.isConfirmedTooEarly ? ", before it was implemented" : ""
          let confirmed = row.verified.map {
            $0.inWords + (row.verifiedBy.map { " by \($0)" } ?? "") + early
          }
          return [confirmed, row.failure].compactMap(\.self).joined(separator: "; ")
        },
      ] + amounts + [
        Column("deadline", \.$deadline) { row in
          (row.deadline?.inWords ?? "") + isOverdue(row).inWords(" (overdue)")
        },
        Column("in return for", \.$inReturnFor), Column("under", \.$under),
      ], whenEmpty: "No such measure is recorded.")
  }
}

extension MeasureRow {
  /// What was given of what was promised: `6200 of 50000 t of heavy fuel oil`; empty where no amount is recorded.
  fileprivate var howMuch: String {
    let open = promised.filter { total in !delivered.contains { $0.unit == total.unit } }
    return
      (delivered.map { total in
        let whole = promised.first { $0.unit == total.unit }
        return given(total).words + (whole.map { " of \($0.range.words)" } ?? "") + " \(total.unit)"
      } + open.map { "\(given(nil).words) of \($0.words)" }).joined(separator: "; ")
  }

  /// The last verification that failed: `refused 24 September 2008 by iaea`.
  fileprivate var failure: String? {
    guard let failed, let failedAs else { return nil }
    return "\(failedAs.words) \(failed.inWords) by \(failedBy.map(\.text).joined(separator: ", "))"
  }
}
