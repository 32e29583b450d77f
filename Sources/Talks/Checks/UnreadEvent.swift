/// A recorded event that this program cannot read, or that is dated beyond what can be recorded.
package enum UnreadEvent: Check {
  package static let name = "unreadable"
  package static let help = "an event that cannot be read, and so counts for nothing"
  package static let ground = Ground.coherence

  package static func findings(in record: Inspection) -> [Finding] {
    record.state.entries.compactMap { entry in
      guard let detail = entry.event.detail as? UnreadableEvent else { return nil }
      return finding(
        "An event cannot be read: \(detail.reason)", [entry.position],
        hint: "parley retract \(entry.position) --because …, and record it anew")
    }
  }
}
