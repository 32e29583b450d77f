/// The parties at the table, with the periods of their seats.
package struct Roster: Sendable {
  /// The evidence for a party's seat at the table.
  package enum Basis: String, Sendable {
    case joined, returned, attended
    /// Its leaving alone shows that it was there.
    case left
  }

  /// One stretch of a party's presence.
  package struct Seat: Sendable {
    package let party: PartyID
    @Traced package var role: Role?
    @Traced package var tier: Int?
    @Traced package var basis: Basis
    @Traced package var terms: String?
    package let from: Dating
    /// The events that show its presence at the table, in the order of the possible dates.
    package fileprivate(set) var evidence: [Dating]
    package var until: Dating?
    package var reason: String?
    /// The event by which it left, where that says how.
    package fileprivate(set) var leaving: Leaving?
    /// The last phase of a round at which it was, where rounds are all that shows it at the table.
    package fileprivate(set) var lastSeen: Round.Phase?
    /// The beginning of that phase; nil where something else shows it at the table.
    fileprivate var seenAt: Dating?
    fileprivate var seenIn: Slug?
    /// Whether a round was held without it since.
    fileprivate var isMissed = false
    fileprivate var horizon: CivilDay?

    /// When it left, or when it was seen last, once that is over.
    package var left: Dating? {
      if let until { return until }
      guard isTaken == .no, let lastSeen else { return nil }
      return lastSeen.lastDay
    }

    /// Whether the party was there at the end of the day.
    ///
    /// Who was only seen at rounds is at the table from the first to the last of them, not beyond.
    package var isTaken: Truth {
      let came = evidence.reduce(Truth.no) { $0 || $1.hasBegun(by: horizon) }
      return came && !(until?.hasBegun(by: horizon) ?? lastSeen?.isPast ?? .no)
    }
  }

  /// The leaving of a party that was never recorded to have come.
  package struct UnseatedLeaving: Sendable {
    package let party: PartyID
    package let kind: Leaving?
    package let reason: String?
    package let dating: Dating
  }

  package struct Invitation: Sendable {
    package let party: PartyID
    package let by: PartyID?
    package let terms: String?
    package let dating: Dating
  }

  package private(set) var seats: [Seat] = []
  package private(set) var invitations: [Invitation] = []
  package private(set) var unseatedLeavings: [UnseatedLeaving] = []
  /// The index of each party's last seat.
  private var lastSeats: [PartyID: Int] = [:]
  /// The index of each party's seat that it has not left, and that no round was held without it since.
  private var openSeats: [PartyID: Int] = [:]
  /// Those whose open seats only rounds show, the last of them the one given.
  private var seen: (round: Slug?, parties: Set<PartyID>) = (nil, [])

  /// The places of the seats that changed, by a roster that goes from day to day; nil in others.
  private var changed: [Int]?

  /// The last day that counts; nil where all of it does.
  package private(set) var horizon: CivilDay?

  init(horizon: CivilDay?) { self.horizon = horizon }

  package var atTable: [Seat] { seats.filter { $0.isTaken == .yes } }
  /// The parties possibly at the table, where dates leave that open.
  package var perhapsAtTable: [Seat] { seats.filter { $0.isTaken == .unknown } }

  /// Applies an event's effect on the seats.
  mutating func take(_ presence: Presence, _ entry: Entry) {
    let event = entry.event
    switch presence {
    case .joins(let party, let role, let tier, let terms):
      seat(party, basis: .joined, role: role, tier: tier, terms: terms, entry)
    case .returns(let party, let role, let terms):
      seat(party, basis: .returned, role: role, terms: terms, entry)
    case .leaves(let party, let kind, let reason):
      leave(party, kind, reason: reason ?? event.title, at: entry.dating)
    case .invites(let host, let terms):
      for party in event.parties where party != host {
        invitations.append(Invitation(party: party, by: host, terms: terms, dating: entry.dating))
      }
    case .attends: attend(entry)
    }
  }

  /// Seats those that an event shows at the table; who was only seen at other rounds is missed at this one.
  private mutating func attend(_ entry: Entry) {
    let parties = entry.event.parties
    let round = entry.event.detail.turn == .opens ? nil : entry.event.detail.roundStep?.round
    if let round, !parties.isEmpty, round != seen.round { miss(seen.parties.subtracting(parties)) }
    for party in parties {
      let isNew = openSeats[party] == nil
      seat(party, basis: .attended, entry)
      guard let index = openSeats[party] else { continue }
      if isNew || seats[index].seenAt != nil {
        (seats[index].seenAt, seats[index].seenIn) = (round == nil ? nil : entry.dating, round)
        if round == nil { seen.parties.remove(party) } else { seen.parties.insert(party) }
      }
    }
    if let round, !parties.isEmpty { seen.round = round }
  }

  /// Notes that a round was held without some who were only seen at others.
  private mutating func miss(_ parties: Set<PartyID>) {
    for party in parties {
      guard let index = openSeats.removeValue(forKey: party) else { continue }
      seats[index].isMissed = true
      changed?.append(index)
    }
    seen.parties.subtract(parties)
  }

  /// Gives a party a seat; a present party keeps the start of its seat and takes the new details.
  private mutating func seat(
    _ party: PartyID, basis: Basis, role: Role? = nil, tier: Int? = nil, terms: String? = nil, _ entry: Entry
  ) {
    let index: Int
    if let open = openSeats[party] {
      index = open
      if let last = seats[index].evidence.last, last.hasBegun(by: horizon) != .yes || last.surelyBegun == nil
      {
        seats[index].evidence.append(entry.dating)
      }
    } else {
      let before = lastSeats[party].map { seats[$0] }
      index = seats.count
      (lastSeats[party], openSeats[party]) = (index, index)
      seats.append(
        Seat(party: party, basis: basis, from: entry.dating, evidence: [entry.dating], horizon: horizon))
      seats[index].$basis.become(basis, entry)
      if let before { (seats[index].$role, seats[index].$tier) = (before.$role, before.$tier) }
    }
    changed?.append(index)
    seats[index].$role.take(role, entry)
    seats[index].$tier.take(tier, entry)
    seats[index].$terms.take(terms, entry)
    if basis != .attended && seats[index].basis == .attended { seats[index].$basis.become(basis, entry) }
    if basis != .attended {
      seats[index].seenAt = nil
      seen.parties.remove(party)
    }
  }

  /// Vacates the seat of a party; its leaving shows that it was there until then.
  private mutating func leave(_ party: PartyID, _ kind: Leaving?, reason: String?, at dating: Dating) {
    guard let index = openSeats.removeValue(forKey: party) else {
      unseatedLeavings.append(UnseatedLeaving(party: party, kind: kind, reason: reason, dating: dating))
      return
    }
    changed?.append(index)
    seats[index].until = dating
    seats[index].reason = reason
    seats[index].leaving = kind
    seen.parties.remove(party)
  }

  /// Says of each seat that only rounds show when the party was last seen.
  ///
  /// - Parameters:
  ///   - sightings: those after the last day that counts; who is seen again in these was there in between.
  ///   - phase: the phase of a round that began with the event at a position.
  mutating func settle(
    _ sightings: inout Sightings, _ phase: (_ round: Slug, _ position: Int64) -> Round.Phase?
  ) {
    for index in seats.indices { Self.settle(&seats[index], &sightings, phase) }
  }

  private static func settle(
    _ seat: inout Seat, _ sightings: inout Sightings,
    _ phase: (_ round: Slug, _ position: Int64) -> Round.Phase?
  ) {
    guard seat.until == nil, let at = seat.seenAt, let round = seat.seenIn else { return }
    let isSeenAgain = !seat.isMissed && sightings.show(seat.party, apartFrom: round)
    seat.lastSeen = isSeenAgain ? nil : phase(round, at.position)
  }

  /// Vacates all seats but of those that were only seen at rounds, which end with these.
  mutating func closeAll(at dating: Dating) {
    miss(seen.parties)
    for index in openSeats.values {
      changed?.append(index)
      seats[index].until = dating
      seats[index].reason = "the talks closed"
    }
    openSeats.removeAll()
  }
}

// MARK: - From day to day

extension Roster {
  /// Goes on to a later day, for events that come after those so far.
  ///
  /// - Parameter places: the places of the seats of which that day may tell something else.
  mutating func advance(to day: CivilDay, _ places: [Int]) {
    (horizon, changed) = (day, [])
    for place in places { stand(place, on: day) }
  }

  /// The places of the seats that events changed since it went on to its day.
  mutating func takeChanged() -> Set<Int> {
    let places = Set(changed ?? [])
    changed = []
    if let horizon { for place in places { stand(place, on: horizon) } }
    return places
  }

  private mutating func stand(_ place: Int, on day: CivilDay) {
    seats[place].horizon = day
    // What came after the first event that shows it for certain shows nothing more.
    guard seats[place].evidence.count > 1,
      let sure = seats[place].evidence.firstIndex(where: {
        $0.surelyBegun != nil && $0.hasBegun(by: day) == .yes
      })
    else { return }
    seats[place].evidence.removeSubrange((sure + 1)...)
  }

  /// Some seats, as they are when all later events are known.
  func settled(
    _ places: some Sequence<Int>, _ sightings: inout Sightings,
    _ phase: (_ round: Slug, _ position: Int64) -> Round.Phase?
  ) -> [Seat] {
    places.map { place in
      var seat = seats[place]
      Self.settle(&seat, &sightings, phase)
      return seat
    }
  }

  /// The roster with some of its seats alone, without invitations.
  ///
  /// - Parameter withPast: whether with those who left without having come.
  func with(_ seats: [Seat], withPast: Bool) -> Roster {
    var roster = Roster(horizon: horizon)
    roster.seats = seats
    if withPast { roster.unseatedLeavings = unseatedLeavings }
    return roster
  }
}

extension Roster.Seat {
  /// Whether it is taken until an event of it comes.
  var isSteady: Bool {
    until == nil && seenAt == nil && evidence.count == 1 && evidence[0].hasBegun(by: horizon) == .yes
  }

  /// Whether no later day can tell anything else of it.
  ///
  /// - Parameter isTold: whether a round is told to its end, in which it was seen last.
  func isOver(_ isTold: (_ round: Slug) -> Bool) -> Bool {
    if evidence.count > 1 { return false }
    if let until { return until.hasBegun(by: horizon) == .yes }
    guard isMissed, let seenIn, isTold(seenIn) else { return false }
    return lastSeen?.isPast == .yes
  }
}

/// Who comes, attends or leaves in events that are still to come, and when a round is held with others.
struct Sightings {
  /// Places among the events, passed as these begin.
  private struct Places<Value: Sendable>: Sendable {
    private var all: [(place: Int, begins: Int32, value: Value)] = []
    private var passed = 0

    mutating func add(_ value: Value, at place: Int, _ entry: Entry) {
      all.append((place, entry.dating.beginning, value))
    }

    /// The first place of an event that begins after a day; nil for those of all days.
    mutating func first(after day: CivilDay?, where counts: (Value) -> Bool = { _ in true }) -> Int? {
      guard let day else { return all.first { counts($0.value) }?.place }
      while passed < all.count, all[passed].begins <= day.days { passed += 1 }
      return all[passed...].first { $0.begins > day.days && counts($0.value) }?.place
    }
  }

  private var seen: [PartyID: Places<Void>] = [:]
  /// The rounds at which anybody is named.
  private var rounds = Places<Slug>()
  private var closes = Places<Void>()
  /// The day by whose end events have begun that are not to come any more; nil where all are to come.
  private var day: CivilDay?

  /// - Parameter entries: in the order in which they happened.
  init(_ entries: [Entry]) {
    for (place, entry) in entries.enumerated() {
      let detail = entry.event.detail
      switch detail.presence {
      case .joins(let party, _, _, _)?, .returns(let party, _, _)?, .leaves(let party, _, _)?:
        seen[party, default: Places()].add((), at: place, entry)
      case .attends?:
        for party in entry.event.parties { seen[party, default: Places()].add((), at: place, entry) }
        if let slug = detail.turn == .opens ? nil : detail.roundStep?.round, !entry.event.parties.isEmpty {
          rounds.add(slug, at: place, entry)
        }
      case .invites?, nil: break
      }
      if detail.turn == .closes { closes.add((), at: place, entry) }
    }
  }

  /// Leaves out what has begun by the end of a day, which is no earlier than the one before.
  mutating func advance(to day: CivilDay) { self.day = day }

  /// Whether a party is seen before a round other than a given one is held without it, and before the talks close.
  mutating func show(_ party: PartyID, apartFrom given: Slug) -> Bool {
    guard let place = seen[party]?.first(after: day) else { return false }
    if let other = rounds.first(after: day, where: { $0 != given }), other < place { return false }
    if let close = closes.first(after: day), close < place { return false }
    return true
  }
}
