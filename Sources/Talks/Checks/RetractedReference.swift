import EventSourcing

/// A reference to a thing of the same process that was introduced only by a retracted event.
package enum RetractedReference: Check {
  package static let name = "retracted-reference"
  package static let help = "a reference to something that was retracted"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let struck = record.state.corrections.struck
    if struck.isEmpty { return [] }
    var named: [Slug: Entry] = [:]
    var standing: Set<Slug> = []
    for entry in record.recorded.sorted(by: { $0.id.isBefore($1.id) }) {
      guard case .new(let slug?) = entry.event.subject else { continue }
      if struck[entry.id] == nil { standing.insert(slug) } else { named[slug] = entry }
    }
    return record.state.entries.flatMap { entry in
      entry.event.references.subtracting(standing).compactMap { slug in
        guard let naming = named[slug], let by = struck[naming.id] else { return nil }
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
