/// The roster of a process on one day after another.
package struct RosterFold: Sendable {
  private var fold: ForwardFold
  private let ends: RoundEnds
  private var sightings: Sightings
  /// The last day on which an event tells of a round.
  private let told: [Slug: Int32]
  /// The places of the seats of which a later day may tell something else, and of those of each party.
  private var live: [Int] = []
  private var livePlaces: [PartyID: [Int]] = [:]
  /// The places of those that the passing of days alone may change.
  private var restless: [Int] = []
  private var known = 0
  private var day = CivilDay(days: .min / 2)
  package let turningDays: TurningDays

  package init(_ record: CorrectedRecord) {
    let entries = record.entries.filter(\.bearsOnRoster)
    fold = ForwardFold(record, entries)
    ends = RoundEnds(entries)
    sightings = Sightings(entries)
    var told: [Slug: Int32] = [:]
    for entry in entries {
      let step = entry.event.detail.roundStep?.round
      let subject = entry.event.type.subjectKind == .round ? entry.event.subject?.slug : nil
      for round in [step, subject].compactMap(\.self) {
        told[round] = max(told[round] ?? .min, entry.dating.beginning)
      }
    }
    self.told = told
    turningDays = TurningDays(entries.flatMap(\.turningDays))
  }

  /// The state on a day, no earlier than the one before: the roster and what its rows rest on, and no more.
  ///
  /// - Parameter withPast: whether with the seats, too, that are over whatever comes.
  package mutating func state(on day: CivilDay, withPast: Bool) -> ProcessState {
    _ = advance(to: day)
    let seats = withPast ? settled(0..<known) : settled(live)
    var state = fold.beginning
    (state.horizon, state.roster) = (day, fold.state.roster.with(seats, withPast: withPast))
    (state.tiers, state.profiles, state.$coverage) = (
      fold.state.tiers, fold.state.profiles, fold.state.$coverage
    )
    return state
  }

  /// The parties of which a day may tell something else than the one before, each with its seats that are not over
  /// whatever comes.
  package mutating func changes(on day: CivilDay) -> [(party: PartyID, seats: [Roster.Seat])] {
    let places = advance(to: day)
    let parties = Set(places.map { fold.state.roster.seats[$0].party })
    return parties.map { ($0, settled(livePlaces[$0] ?? [])) }
  }

  /// Goes on to a day.
  ///
  /// - Returns: the places of the seats of which it may tell something else.
  private mutating func advance(to day: CivilDay) -> [Int] {
    let isAnew = fold.advance(to: day, restless)
    if isAnew { (live, livePlaces, restless, known) = ([], [:], [], 0) }
    sightings.advance(to: day)
    self.day = day
    for place in known..<fold.state.roster.seats.count {
      live.append(place)
      livePlaces[fold.state.roster.seats[place].party, default: []].append(place)
    }
    known = fold.state.roster.seats.count
    let changed = fold.takeChanged().union(isAnew ? Set(live) : Set(restless)).sorted()
    restless = []
    var over: Set<Int> = []
    for (place, seat) in zip(changed, settled(changed)) {
      if seat.isOver({ told[$0] ?? .min <= day.days }) {
        over.insert(place)
        livePlaces[seat.party]?.removeAll { $0 == place }
      } else if !seat.isSteady {
        restless.append(place)
      }
    }
    if !over.isEmpty { live.removeAll(where: over.contains) }
    return changed
  }

  private mutating func settled(_ places: some Sequence<Int>) -> [Roster.Seat] {
    let (rounds, ends, day) = (fold.state.rounds, self.ends, self.day)
    return fold.state.roster.settled(places, &sightings) { round, position in
      rounds[round].flatMap { ends.settled($0, named: round, asOf: day).phase(begunBy: position) }
    }
  }
}

extension Entry {
  /// The types of event without seats on which rows of a roster rest.
  private static let others: [any EventType.Type] = [
    TierPlanned.self, TierOpened.self, PartyDefined.self, CoverageStated.self,
  ]

  /// Whether rows of a roster may rest on it.
  fileprivate var bearsOnRoster: Bool {
    bearsOnRounds || event.detail.presence != nil || Self.others.contains { $0 == event.type }
  }
}
