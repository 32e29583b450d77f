/// An event with a date that was made finer than first recorded, without a source for the change.
///
/// A source's date of publication says nothing about the precision of its account, so the measure is the date
/// that the desk first took from the source.
package enum OverPrecise: Check {
  package static let name = "over-precise"
  package static let help = "a date that was made finer without a source"
  package static let ground = Ground.evidence

  package static func findings(in record: Inspection) -> [Finding] {
    let recorded = Dictionary(record.recorded.map { ($0.id, $0.event) }) { first, _ in first }
    return record.state.entries.compactMap { entry in
      guard var event = recorded[entry.id], !event.sources.isEmpty else { return nil }
      let amendments = record.amendments(of: entry.id)
      for (index, amendment) in amendments.enumerated() {
        guard let amended = try? event.changed(by: amendment.changes) else { continue }
        if let before = event.on, let on = amended.on, on == entry.event.on, on.isFiner(than: before),
          amendments[index...].allSatisfy({ $0.entry.event.sources.isEmpty })
        {
          return finding(
            "\(entry.quoted) was dated \(before.inWords) by its source, and then \(on.inWords) by none.",
            [entry.position, amendment.entry.position],
            hint: "parley amend \(entry.position) --source “TITLE | PUBLISHER | URL” --because …")
        }
        event = amended
      }
      return nil
    }
  }
}

extension EDTF {
  /// Whether it denotes a proper part of the time that another denotes.
  fileprivate func isFiner(than other: EDTF) -> Bool {
    if other.isInterval { return false }
    let (whole, part) = (other.start, start)
    let (first, last) = (whole.earliest ?? .min, whole.latest ?? .max)
    guard let earliest = part.earliest, let latest = part.latest else { return false }
    return first <= earliest && latest <= last && (first < earliest || latest < last)
  }
}
