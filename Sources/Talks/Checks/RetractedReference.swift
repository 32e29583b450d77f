import EventSourcing

/// A reference to a thing of the same process that was introduced only by an event that was retracted or moved away.
package enum RetractedReference: Check {
  package static let name = "retracted-reference"
  package static let help = "a reference to something that was retracted or moved away"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let (struck, moved) = (record.state.corrections.struck, record.state.corrections.moved)
    if struck.isEmpty && moved.isEmpty { return [] }
    var named: [Slug: Entry] = [:]
    var standing = Set(record.state.entries.compactMap { $0.event.subject?.introduced })
    for entry in record.recorded.sorted(by: { $0.id.isBefore($1.id) }) {
      guard let slug = entry.event.subject?.introduced else { continue }
      let isHere = moved[entry.id].map { $0.event.correction?.destination == record.process } ?? true
      if struck[entry.id] == nil && isHere { standing.insert(slug) } else { named[slug] = entry }
    }
    return record.state.entries.flatMap { entry in
      entry.event.references.subtracting(standing).compactMap { slug in
        guard let naming = named[slug] else { return nil }
        if let move = moved[naming.id], let place = move.event.correction?.destination,
          place != record.process
        {
          return finding(
            "\(entry.quoted) speaks of “\(slug)”, which was moved to \(place).",
            [entry.position, naming.position, move.position],
            hint: "parley move \(entry.position) --to \(place) --because …")
        }
        guard let by = struck[naming.id] else { return nil }
        return finding(
          "\(entry.quoted) speaks of “\(slug)”, which was retracted.",
          [entry.position, naming.position, by.position],
          hint:
            "parley retract \(entry.position) --because …, or bring “\(slug)” back: parley retract \(by.position) --because …"
        )
      }
    }
  }
}

extension Subject {
  /// The name that it gives to a new thing; nil for one named before.
  fileprivate var introduced: Slug? { if case .new(let slug) = self { slug } else { nil } }
}

extension Event {
  /// The things of its own process that it refers to.
  fileprivate var references: Set<Slug> {
    let mentions = mentions
    var found: Set<Slug> = []
    for case (_, .thing(let reference, _)) in mentions.all where reference.process == nil {
      found.insert(reference.slug)
    }
    if case .existing(let reference) = mentions.subject?.subject { found.insert(reference.slug) }
    return found
  }
}
