/// A period of open talks without any recorded contact that is longer than the limit in days.
package enum Gap: Check {
  package static let name = "gap"
  package static let help = "no contact for more than so many days (--gap) while the talks are open"
  package static let ground = Ground.absence

  /// A contact or a change of status of the talks, with the days between which it took place.
  private struct Stop {
    let first: Int32
    let last: Int32
    let provenance: Provenance
    /// Whether it opens the talks, or ends that; nil for a contact.
    let opens: Bool?
  }

  package static func findings(in record: Inspection) -> [Finding] {
    var found: [Finding] = []
    var isOpen = false
    // The stop that reaches furthest while the talks are open.
    var latest: Stop?
    for stop in stops(of: record.state).sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) }) {
      if let latest { found += gap(latest, stop.first, stop.provenance, record) }
      isOpen = stop.opens ?? isOpen
      if !isOpen {
        latest = nil
      } else if latest.map({ $0.last <= stop.last }) ?? true {
        latest = stop
      }
    }
    if let latest, record.state.standing == .open { found += gap(latest, record.day.days, [], record) }
    return found
  }

  private static func gap(_ before: Stop, _ next: Int32, _ after: Provenance, _ record: Inspection)
    -> [Finding]
  {
    let days = Int64(next) - Int64(before.last)
    if days <= record.gap { return [] }
    return [
      finding(
        "No contact is recorded for \(days) days from \(CivilDay(days: before.last).inWords) on, while the talks were open.",
        before.provenance.union(after),
        hint: "parley log contact-held or talks-suspended \(record.process) --on DATE")
    ]
  }

  private static func stops(of state: ProcessState) -> [Stop] {
    var found: [Stop] = []
    // An open beginning or end leaves the length of the pause open.
    func add(_ first: Dating, to last: Dating, opens: Bool? = nil) {
      guard let begun = first.firstDay else { return }
      found.append(
        Stop(
          first: begun, last: last.lastDay ?? .max, provenance: first.provenance.union(last.provenance),
          opens: opens))
    }
    for phase in state.rounds.all.flatMap(\.value.phases) {
      add(phase.convened, to: phase.closed ?? phase.convened)
    }
    for entry in state.entries where entry.isContact { add(entry.dating, to: entry.dating) }
    for step in state.life.steps {
      add(step.dating, to: step.dating, opens: step.status == .open)
    }
    return found
  }
}
