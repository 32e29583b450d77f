/// An event with all its sources published before it happened.
/// A day is allowed for the difference of time zones.
package enum EarlySource: Check {
  package static let name = "early-source"
  package static let help = "an event that happened after all of its sources were published"
  package static let ground = Ground.evidence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.entries.compactMap { entry in
      let dates = record.sources(of: entry).map { $0.date.flatMap { try? EDTF($0) }?.lastDay }
      guard let first = entry.dating.firstDay, !dates.isEmpty,
        dates.allSatisfy({ $0.map { $0 + 1 < first } ?? false })
      else { return nil }
      return finding(
        "\(entry.quoted)\(entry.dating.when) rests on what was published before it happened.",
        entry.dating.provenance,
        hint: "Find what reports it, or correct a date: parley amend \(entry.position) --because …")
    }
  }
}
