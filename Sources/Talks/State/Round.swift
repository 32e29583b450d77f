/// A round of talks, as planned and as it went.
package struct Round: Unfolding {
  package enum Standing: String, Sendable {
    case planned, postponed
    case inSession = "in session"
    case recessed
    /// It had been in session and is no longer, though nobody recorded its end.
    case over
    case concluded, cancelled

    /// Whether it comes after another in the course of things.
    static func follows(_ one: Standing, _ other: Standing) -> Bool {
      func rank(_ standing: Standing) -> Int {
        switch standing {
        case .planned: 0
        case .postponed: 1
        case .inSession, .recessed: 2
        case .over, .concluded, .cancelled: 3
        }
      }
      return rank(one) > rank(other)
    }
  }

  /// A stretch between convening or reopening and the next recess or the end.
  package struct Phase: Sendable {
    package let convened: Dating
    /// The recorded end, be it later than the last day that counts; nil where none is recorded.
    package internal(set) var end: Dating?
    /// The first thing that shows it to be over, where no end is recorded; nil where nothing does.
    package internal(set) var overBy: Dating?
    /// The last day that counts; nil where all of them do.
    var horizon: CivilDay?

    init(convened: Dating, end: Dating?, horizon: CivilDay?) {
      self.convened = convened
      self.end = end
      self.horizon = horizon
    }

    /// The recorded end, where it may have come.
    package var closed: Dating? { end.flatMap { $0.comesToEnd(by: horizon) == .no ? nil : $0 } }

    /// Whether it was over at the end of the last day that counts.
    ///
    /// Without a recorded end that is unknown from the day after its first on, until something shows it.
    package var isOver: Truth { isOver(by: horizon) }

    /// Whether the last of its days lay before the last day that counts.
    var isPast: Truth {
      // On the day on which it ended it still was.
      isOver(by: end == nil ? horizon : horizon.map { CivilDay(days: $0.days - 1) })
    }

    /// The day on which it ended: as recorded, or one between its beginning and what shows it to be over.
    var lastDay: Dating? {
      if let end { return Dating(on: end.on?.ending, position: end.position) }
      guard let overBy, let first = convened.firstDay, let last = overBy.surelyBegun else { return nil }
      let between = try? EDTF("[\(CivilDay(days: first))..\(CivilDay(days: last))]")
      return between.map { Dating(on: $0, position: overBy.position) }
    }

    private func isOver(by day: CivilDay?) -> Truth {
      if let end { return end.comesToEnd(by: day) }
      guard let day else { return overBy == nil ? .unknown : .yes }
      if let last = overBy?.surelyBegun, last <= day.days { return .yes }
      return convened.firstDay.map { day.days <= $0 } ?? false ? .no : .unknown
    }
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
  package internal(set) var phases: [Phase] = []
  package var sessions: [Dating] = []
  package var concluded: Dating?
  @Traced package var outcome: String?
  package var life = Life<Standing>()
  package let horizon: CivilDay?

  package init(horizon: CivilDay?) { self.horizon = horizon }

  /// The possible statuses; includes nil where none is recorded.
  package var standings: Set<Standing?> {
    var found = life.possible(by: horizon, follows: Standing.follows)
    guard found.contains(.inSession), let phase = phases.last, phase.end == nil else { return found }
    if phase.isOver != .no { found.insert(.over) }
    if phase.isOver == .yes { found.remove(.inSession) }
    return found
  }

  /// The status; nil where none is recorded, or dates leave it open.
  package var standing: Standing? { standings.only() }

  /// - Parameter isSubject: whether the event is about the round, so that its title is that of the round.
  mutating func describe(_ entry: Entry, isSubject: Bool = true) {
    if isSubject { $title.keep(entry.event.title, entry) }
    $place.keep(entry.event.place, entry)
    $parties.add(entry.event.parties, entry)
  }

  /// The phase that began with an event.
  func phase(begunBy position: Int64) -> Phase? { phases.first { $0.convened.position == position } }

  mutating func plan(_ date: EDTF?, as standing: Standing, reason: String?, _ entry: Entry) {
    describe(entry)
    plans.append(Plan(date: date, reason: reason, dating: entry.dating))
    life.step(standing, entry.dating)
  }

  /// Begins a phase; a date that is an interval, or an end that is stated, ends it as well.
  mutating func convene(at dating: Dating, until: EDTF?) {
    let stated = until ?? dating.on.flatMap { $0.isInterval ? $0.ending : nil }
    let end = stated.map { Dating(on: $0, position: dating.position) }
    let isOver = end?.comesToEnd(by: horizon) ?? .no
    phases.append(Phase(convened: dating, end: end, horizon: horizon))
    concluded = isOver == .yes ? end : nil
    life.step(.inSession, dating)
    if let end, isOver != .no { life.step(.concluded, end, atEnd: true) }
  }

  /// Ends the phase in progress; a recess that no phase preceded is kept as the standing alone.
  mutating func close(as standing: Standing, at dating: Dating) {
    if phases.last?.end == nil, !phases.isEmpty { phases[phases.count - 1].end = dating }
    if standing == .concluded { concluded = dating }
    life.step(standing, dating)
  }
}
