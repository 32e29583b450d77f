/// A round of talks, as planned and as it went.
package struct Round: Sendable {
  package enum Standing: String, Sendable {
    case planned, postponed
    case inSession = "in session"
    case recessed, concluded, cancelled, unknown
  }

  /// A stretch between convening or reopening and the next recess or the end.
  package struct Phase: Sendable {
    package let convened: Mark
    package var closed: Mark?
  }

  /// What was planned, and what replaced it.
  package struct Plan: Sendable {
    package let date: EDTF?
    package let reason: String?
    package let mark: Mark
  }

  package var number: Int?
  package var title: String?
  package var place: Place?
  package var parties: [PartyID] = []
  package var plans: [Plan] = []
  package var phases: [Phase] = []
  package var sessions: [Mark] = []
  package var concluded: Mark?
  package var outcome: String?
  package var standing = Standing.unknown

  package init() {}

  mutating func describe(_ event: Event, number: Int? = nil) {
    self.number = self.number ?? number
    title = title ?? event.title
    place = place ?? event.place
    for party in event.parties where !parties.contains(party) { parties.append(party) }
  }

  mutating func convene(at mark: Mark, isOver: Bool) {
    if phases.last?.closed == nil, !phases.isEmpty { phases[phases.count - 1].closed = mark }
    phases.append(Phase(convened: mark, closed: isOver ? mark : nil))
    concluded = isOver ? mark : nil
    standing = isOver ? .concluded : .inSession
  }

  /// Ends the phase in progress; a recess that no phase preceded is kept as the standing alone.
  mutating func close(as standing: Standing, at mark: Mark) {
    if phases.last?.closed == nil, !phases.isEmpty { phases[phases.count - 1].closed = mark }
    self.standing = standing
    if standing == .concluded { concluded = mark }
  }
}
