/// Talks that resume although nothing is recorded that had stopped them, or that had stopped them again since they last
/// resumed.
package enum NotSuspended: Check {
  package static let name = "not-suspended"
  package static let help = "talks that resume without having been suspended"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    let entries = record.state.entries
    let resumptions = entries.filter(\.resumesTalks)
    let breaks = entries.filter(\.mayStopTalks)
    return resumptions.compactMap { entry in
      let before = resumptions.last { $0.dating.precedes(entry.dating) == .yes }
      let hasStopped = breaks.contains { stop in
        entry.dating.precedes(stop.dating) != .yes
          && before.map { stop.dating.precedes($0.dating) != .yes } ?? true
      }
      if hasStopped { return nil }
      let why = before.map { "although they had resumed\($0.dating.when)" } ?? "without having been suspended"
      return finding(
        "The talks resume\(entry.dating.when) \(why).",
        Provenance([before?.position, entry.position].compactMap(\.self)),
        hint: "parley log talks-suspended \(record.process) --on DATE, or retract \(entry.position)")
    }
  }
}

extension Entry {
  fileprivate var resumesTalks: Bool {
    if case .resumes? = event.detail.turn { true } else { false }
  }

  /// Whether the talks may stand still by it, as a whole or for a party.
  fileprivate var mayStopTalks: Bool {
    switch event.detail.turn {
    case .suspends?, .closes?: return true
    case .opens?, .goesOn?, .resumes?, nil: break
    }
    if case .leaves? = event.detail.presence { return true }
    return false
  }
}
