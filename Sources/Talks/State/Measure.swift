/// One concrete act by one party, through its whole life.
package struct Measure: Sendable {
  package enum Status: String, Sendable, CaseIterable {
    case pledged, accepted, implemented, verified, suspended, reversed, lapsed
  }

  package struct Step: Sendable {
    package let status: Status
    package let mark: Mark
    package let by: PartyID?
  }

  package var title: String?
  package var party: PartyID?
  package var to: [PartyID] = []
  package var category: Slug?
  package var track: Slug?
  package var condition: String?
  package var extent: Extent?
  package var deadline: EDTF?
  package var inReturnFor: [Reference] = []
  package var under: Reference?
  package var steps: [Step] = []

  package init() {}

  package var status: Status? { steps.last?.status }

  /// Promised and not yet delivered.
  package var isOpen: Bool { status == .pledged || status == .accepted }

  /// Whether it was still owed when a day had passed its deadline for certain.
  package func isOverdue(on day: CivilDay) -> Bool {
    guard isOpen, let deadline = deadline?.end.latest else { return false }
    return floorDivide(deadline, 86_400) < Int64(day.days)
  }

  package func first(_ status: Status) -> Mark? { steps.first { $0.status == status }?.mark }
  package func last(_ status: Status) -> Step? { steps.last { $0.status == status } }

  mutating func describe(_ event: Event) {
    title = title ?? event.title
    track = track ?? event.track
  }

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    describe(entry.event)
    steps.append(Step(status: status, mark: entry.mark, by: by))
  }
}
