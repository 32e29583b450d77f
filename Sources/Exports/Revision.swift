package import EventSourcing
package import Talks

/// The number of corrections of an event, and the time of the last one.
package struct Revision: Sendable, Equatable {
  package fileprivate(set) var count = 0
  /// Microseconds since 1970 UTC.
  package fileprivate(set) var last: Int64 = 0
}

/// Counts the corrections of events; the number only rises, as the undoing of a correction is one as well.
package struct Revisions {
  package private(set) var all: [EventID: Revision] = [:]
  /// The events that a remark is about, those among them that a remark on a remark is about.
  private var subjects: [EventID: Set<EventID>] = [:]

  package init() {}

  /// Adds the next event of the log; only events about others count.
  package mutating func add(_ recorded: RecordedEvent<Event>) {
    guard let correction = recorded.body.correction else { return }
    let about = correction.targets.reduce(into: Set<EventID>()) { found, target in
      found.insert(target)
      found.formUnion(subjects[target] ?? [])
    }
    subjects[recorded.id] = about
    for id in about {
      all[id, default: Revision()].count += 1
      all[id]?.last = recorded.recorded
    }
  }
}
