/// A text reached or signed, and what became of it.
package struct Agreement: Sendable {
  package enum Status: String, Sendable { case reached, signed, reaffirmed, breached, renounced, superseded }

  package struct Step: Sendable {
    package let status: Status
    package let mark: Mark
    package let by: PartyID?
  }

  package var title: String?
  package var parties: [PartyID] = []
  package var supersededBy: Reference?
  package var steps: [Step] = []

  package init() {}

  package var status: Status? { steps.last?.status }

  /// Reached or signed, and neither renounced nor superseded since.
  package var isInForce: Bool {
    steps.contains { $0.status == .reached || $0.status == .signed || $0.status == .reaffirmed }
      && status != .renounced && status != .superseded
  }

  package func first(_ status: Status) -> Mark? { steps.first { $0.status == status }?.mark }
  package func last(_ status: Status) -> Step? { steps.last { $0.status == status } }

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    title = title ?? entry.event.title
    if status == .reached || status == .signed {
      for party in entry.event.parties where !parties.contains(party) { parties.append(party) }
    }
    steps.append(Step(status: status, mark: entry.mark, by: by))
  }
}

/// A text or offer tabled, and the answer to it.
package struct Proposal: Sendable {
  package enum Status: String, Sendable { case tabled, accepted, rejected, countered }

  package struct Step: Sendable {
    package let status: Status
    package let mark: Mark
    package let by: PartyID?
  }

  package var title: String?
  package var party: PartyID?
  package var issue: String?
  package var answers: Reference?
  package var steps: [Step] = []

  package init() {}

  mutating func step(_ status: Status, _ entry: Entry, by: PartyID? = nil) {
    title = title ?? entry.event.title
    steps.append(Step(status: status, mark: entry.mark, by: by))
  }
}

/// What set the talks back, and what overcame it.
package struct Setback: Sendable {
  package struct Assessment: Sendable {
    package let severity: Severity
    package let by: String?
    package let mark: Mark
  }

  package var title: String?
  package var kind: SetbackKind?
  package var party: PartyID?
  package var occurred: Mark?
  package var assessments: [Assessment] = []
  package var overcome: Mark?
  package var through: [Reference] = []
  package var how: String?

  package init() {}
}
