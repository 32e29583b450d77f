/// An event whose date was made finer than it was recorded, while no source was given for that.
///
/// When a source was published says nothing about how finely it dates what it tells, so that goes by what the desk
/// itself took from the source first.
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
  /// Whether it picks a part of the time in which another lies.
  fileprivate func isFiner(than other: EDTF) -> Bool {
    if other.isInterval { return false }
    let (whole, part) = (other.start, start)
    let (first, last) = (whole.earliest ?? .min, whole.latest ?? .max)
    guard let earliest = part.earliest, let latest = part.latest else { return false }
    return first <= earliest && latest <= last && (first < earliest || latest < last)
  }
}
