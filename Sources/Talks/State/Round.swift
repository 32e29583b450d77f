/// A round of talks, as planned and as it went.
package struct Round: Unfolding {
  package enum Standing: String, Sendable {
    case planned, postponed
    case inSession = "in session"
    case recessed, concluded, cancelled

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Standing, _ other: Standing) -> Bool {
      func rank(_ standing: Standing) -> Int {
        switch standing {
        case .planned: 0
        case .postponed: 1
        case .inSession, .recessed: 2
        case .concluded, .cancelled: 3
        }
      }
      return rank(one) > rank(other)
    }
  }

  /// A stretch between convening or reopening and the next recess or the end.
  package struct Phase: Sendable {
    package let convened: Dating
    package var closed: Dating?
  }

  /// A plan for the round, and its replacement.
  package struct Plan: Sendable {
    package let date: EDTF?
    package let reason: String?
    package let dating: Dating
  }

  @Traced package var number: Int?
  @Traced package var title: String?
  @Traced package var place: Place?
  @Traced package var parties: [PartyID] = []
  package var plans: [Plan] = []
  package var phases: [Phase] = []
  package var sessions: [Dating] = []
  package var concluded: Dating?
  @Traced package var outcome: String?
  package var life = Life<Standing>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// The possible statuses; includes nil where none is recorded.
  package var standings: Set<Standing?> { life.possible(by: horizon, follows: Standing.follows) }

  /// The status; nil where none is recorded, or dates leave it open.
  package var standing: Standing? { standings.only() }

  mutating func describe(_ entry: Entry, number: Int? = nil) {
    $number.keep(number, entry)
    $title.keep(entry.event.title, entry)
    $place.keep(entry.event.place, entry)
    $parties.add(entry.event.parties, entry)
  }

  mutating func plan(_ date: EDTF?, as standing: Standing, reason: String?, _ entry: Entry) {
    describe(entry)
    plans.append(Plan(date: date, reason: reason, dating: entry.dating))
    life.step(standing, entry.dating)
  }

  /// Begins a phase; a date that is an interval ends it as well.
  mutating func convene(at dating: Dating) {
    if phases.last?.closed == nil, !phases.isEmpty { phases[phases.count - 1].closed = dating }
    let isOver = dating.hasEnded(by: horizon)
    phases.append(Phase(convened: dating, closed: isOver == .yes ? dating : nil))
    concluded = isOver == .yes ? dating : nil
    life.step(.inSession, dating)
    if isOver != .no { life.step(.concluded, dating, atEnd: true) }
  }

  /// Ends the phase in progress; a recess that no phase preceded is kept as the standing alone.
  mutating func close(as standing: Standing, at dating: Dating) {
    if phases.last?.closed == nil, !phases.isEmpty { phases[phases.count - 1].closed = dating }
    if standing == .concluded { concluded = dating }
    life.step(standing, dating)
  }
}
