package import ArgumentParser
internal import ReadModels
internal import Talks

package struct FreezeQuestion: AnyProcessQuestion {
  package static let name = "freeze"
  package static let abstract = "Show what is frozen, since when, and who last confirmed it or could not."
  package static let discussion = """
    A verification that was refused, could not confirm or found otherwise confirms nothing, and lifts nothing. \
    What is frozen is a measure of the category “freeze” that was carried out; --category asks for another kind, \
    --all for everything that was carried out.
    """
  package static let members: [JSONMember] = [.rows(VerificationRow.self)]

  @Argument(help: "The process, by its slug; all of them if left out.", completion: .processes)
  package var process: String?

  /// The category that is asked about where none is named.
  private static let usual = "freeze"

  @Option(help: "Measures of another category.")
  package var category = usual

  @Flag(help: "Everything that was carried out, whatever its category.")
  package var all = false

  @Flag(help: "Only what is in place and was not confirmed, or found otherwise since.")
  package var unverified = false

  package init() {}

  package var filters: [NameFilter] {
    [NameFilter(.category, [category == Self.usual ? nil : category], of: process)]
  }

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, measures) = try reader.consult(about: process, .rows(VerificationRow.self, of: process))
    let rows = measures.filter {
      (all || $0.category?.text == category) && (!unverified || $0.isUnverified != .no)
    }
    // A column for what nobody recorded takes room.
    let names = context.names
    let failures =
      rows.contains { $0.failed != nil }
      ? [Column<VerificationRow>("last failed", \.$failed) { $0.lastFailure(names) ?? "" }] : []
    let next = rows.contains { $0.next != nil } ? [Column<VerificationRow>.date("next", \.$next)] : []
    return context.answer(
      Self.self, rows,
      [
        Column("measure", \.$measure, .strong), Column("by", \.$party),
        Column("in place") { row in
          row.holds.plain + (row.endedAs.map { ": \($0.text) \(row.ended?.inWords ?? "")" } ?? "")
        },
        .date("since", \.$since),
        Column("last confirmed") { row in
          guard let verified = row.verified else { return "never" }
          return verified.inWords + (row.verifiedBy.map { " by \(context.names.name($0))" } ?? "")
        },
        Column("days ago") { $0.daysSinceConfirmed(on: context.day(of: $0.process)) },
      ] + failures + next,
      whenEmpty: unverified
        ? "Nothing that is in place lacks a confirmation."
        : all
          ? "Nothing is recorded as carried out."
          : "No measure of the category “\(category)” is recorded as carried out; --all shows everything that was."
    )
  }
}

extension VerificationRow {
  /// The last verification that failed: `refused 24 September 2008 by IAEA`; nil where none did.
  func lastFailure(_ names: PartyNames) -> String? {
    guard let failed, let failedAs else { return nil }
    return "\(failedAs.words) \(failed.inWords) by \(names.list(failedBy))"
  }

  /// The days since something was last confirmed: `344`, `314 to 344`, or `0 to 14, perhaps not yet`.
  fileprivate func daysSinceConfirmed(on day: CivilDay) -> String {
    guard let (days, hasBeen) = confirmed(before: day) else { return "" }
    return hasBeen == .unknown ? "\(days.inWords), perhaps not yet" : days.inWords
  }
}
