/// The state of one process after some of its events, folded in the order of occurrence.
///
/// Events arrive in any order, so no event presumes another: each thing is created by the first event that
/// refers to it.
package struct ProcessState: Sendable {
  package enum Standing: String, Sendable { case planned, open, suspended, closed }

  /// The last day that counts; nil where all of it does.
  package let horizon: CivilDay?

  @Traced package var title: String?
  @Traced package var aims: [String] = []
  @Traced package var plannedTracks: [Slug] = []
  @Traced package var format: String?
  package var life = Life<Standing>()
  package var opened: Dating?
  package var closed: Dating?
  package var suspensions: [Suspension] = []
  package var profiles: [PartyID: Profile] = [:]
  package var works: [Slug: Work] = [:]
  package var tiers: [Int: Tier] = [:]
  package var roster: Roster
  package var rounds: Things<Round>
  package var contacts: [Contact] = []
  package var positions: [Position] = []
  package var proposals: Things<Proposal>
  package var measures: Things<Measure>
  package var agreements: Things<Agreement>
  package var setbacks: Things<Setback>
  package var administrations: [Administration] = []
  package var tracks: [Slug: Track] = [:]
  /// Every event that counts, in the order in which they happened.
  package private(set) var entries: [Entry] = []
  /// The corrections of the record.
  package private(set) var corrections: Corrections
  /// The last position recorded of the process.
  package private(set) var lastPosition: Int64

  private init(_ recorded: [Entry], asOf horizon: CivilDay?, accordingTo: String?) {
    self.horizon = horizon
    roster = Roster(horizon: horizon)
    rounds = Things(horizon: horizon)
    proposals = Things(horizon: horizon)
    measures = Things(horizon: horizon)
    agreements = Things(horizon: horizon)
    setbacks = Things(horizon: horizon)
    corrections = Corrections(of: recorded, accordingTo: accordingTo)
    lastPosition = recorded.map(\.position).max() ?? 0
    entries = corrections.take().filter { $0.dating.begins(by: horizon) }
    OccurrenceOrder.sort(&entries)
  }

  /// Folds the events recorded of a process, given in any order, up to and including a day.
  ///
  /// - Parameter accordingTo: a party or a source; its account is preferred where it gives one.
  package static func fold(
    _ entries: [Entry], asOf horizon: CivilDay? = nil, accordingTo: String? = nil
  ) -> ProcessState {
    var state = ProcessState(entries, asOf: horizon, accordingTo: accordingTo)
    for entry in state.entries {
      entry.event.detail.evolve(&state, entry)
      state.follow(entry)
    }
    for entry in state.entries { state.note(entry) }
    state.callThingsByTitles()
    return state
  }

  /// The events that no longer count and may have happened by then: retracted, merged into others, or denied.
  package var uncounted: [Entry] {
    var found = corrections.uncounted.filter { $0.dating.begins(by: horizon) }
    OccurrenceOrder.sort(&found)
    return found
  }

  /// The possible statuses of the process; planned until the talks open.
  package var standings: Set<Standing?> {
    Set(life.possible(by: horizon).map { $0 ?? .planned })
  }

  /// The status of the process; nil where dates leave it open.
  package var standing: Standing? { standings.only() }

  /// Applies the effects that the event's type declares as traits.
  private mutating func follow(_ entry: Entry) {
    let (event, detail) = (entry.event, entry.event.detail)
    if let turn = detail.turn { take(turn, entry) }
    if event.type.setsFormat { $format.take(event.format, entry) }
    if let meeting = detail.meeting { take(meeting, entry) }
    if let presence = detail.presence { roster.take(presence, entry) }
  }

  private mutating func take(_ turn: Turn, _ entry: Entry) {
    switch turn {
    case .opens, .goesOn: open(at: entry.dating)
    case .resumes: open(at: entry.dating, isResumed: true)
    case .suspends(let reason, _):
      life.step(.suspended, entry.dating)
      suspensions.append(Suspension(from: entry.dating, reason: reason ?? entry.event.title))
    case .closes:
      life.step(.closed, entry.dating)
      closed = entry.dating
      roster.closeAll(at: entry.dating)
    }
  }

  private mutating func take(_ meeting: MeetingKind, _ entry: Entry) {
    switch meeting {
    case .contact(let kind):
      contacts.append(
        Contact(
          kind: kind, parties: entry.event.parties, title: entry.event.title, dating: entry.dating))
    case .round, .session:
      guard case (.round, let round)? = entry.event.mentions.subject else { return }
      rounds.change(round) {
        if meeting == .round { $0.convene(at: entry.dating) } else { $0.sessions.append(entry.dating) }
      }
    }
  }

  /// Opens the talks, which also ends a suspension.
  private mutating func open(at dating: Dating, isResumed: Bool = false) {
    if opened == nil && !isResumed { opened = dating }
    life.step(.open, dating)
    for index in suspensions.indices where suspensions[index].until == nil {
      suspensions[index].until = dating
    }
  }

  /// Records the track of an event; a step of a measure without one is on the measure's track.
  private mutating func note(_ entry: Entry) {
    let inherited = entry.event.type.movement == nil ? nil : measure(of: entry)?.track
    guard let track = entry.event.track ?? inherited else { return }
    tracks[track, default: Track()].note(entry)
  }

  /// Has the headlines of untitled events call things by their titles.
  private mutating func callThingsByTitles() {
    for index in entries.indices where entries[index].event.title == nil {
      if let event = entries[index].event.calling(title(of:)) { entries[index] = entries[index].with(event) }
    }
  }

  /// The title of a thing that has one.
  private func title(of slug: Slug) -> String? {
    measures[slug]?.title ?? agreements[slug]?.title ?? setbacks[slug]?.title ?? proposals[slug]?.title
      ?? rounds[slug]?.title
  }

  private func measure(of entry: Entry) -> Measure? {
    guard let subject = entry.event.mentions.subject, subject.kind == .measure else { return nil }
    return subject.subject.slug.flatMap { measures[$0] }
  }

  /// The dates of all recorded contacts of the parties.
  private var meetings: [Dating] {
    let met = rounds.all.flatMap { round in
      round.value.phases.flatMap { [$0.convened, $0.closed].compactMap { $0 } }
    }
    return met + rounds.all.flatMap(\.value.sessions) + contacts.map(\.dating)
  }

  /// The last time that the parties are known to have met or talked.
  package var lastContact: Dating? {
    meetings.max { $0.lastDayWithin(horizon) < $1.lastDayWithin(horizon) }
  }

  /// The range of days of the last contact; the first is nil where there may have been none.
  package var lastContactDays: (first: Int32?, last: Int32)? {
    guard let last = lastContact?.lastDayWithin(horizon) else { return nil }
    let sure = meetings.filter { $0.hasBegun(by: horizon) == .yes }
    return (
      sure.compactMap { $0.on?.isInterval == true ? $0.lastDayWithin(horizon) : $0.firstDay }.max(), last
    )
  }
}

extension Dating {
  /// Whether it had begun by the end of a day; an undated event always holds.
  package func hasBegun(by horizon: CivilDay?) -> Truth {
    guard let horizon, let on else { return .yes }
    return on.hasBegun(by: horizon)
  }

  /// Whether it may have begun by the end of a day.
  func begins(by horizon: CivilDay?) -> Bool { hasBegun(by: horizon) != .no }

  /// Whether it is an interval that was over by the end of a day.
  func hasEnded(by horizon: CivilDay?) -> Truth {
    guard let on, on.isInterval, on.end.latest != nil else { return .no }
    return horizon.map(on.isOver) ?? .yes
  }

  package var provenance: Provenance { Provenance(position) }

  /// The last day that it can have touched, no later than a horizon.
  package func lastDayWithin(_ horizon: CivilDay?) -> Int32 {
    min(lastDay ?? firstDay ?? .min, horizon?.days ?? .max)
  }
}

/// A thing created by the first event that refers to it, with a state as of a day.
package protocol Unfolding: Sendable {
  init(horizon: CivilDay?)
}

/// Things by their slug, in order of first appearance.
package struct Things<Value: Unfolding>: Sendable {
  private let horizon: CivilDay?
  package private(set) var all: [(slug: Slug, value: Value)] = []
  private var index: [Slug: Int] = [:]

  init(horizon: CivilDay?) { self.horizon = horizon }

  package subscript(slug: Slug) -> Value? { index[slug].map { all[$0].value } }

  /// Changes the thing, made first if nothing has spoken of it yet.
  mutating func change(_ subject: Subject, _ change: (inout Value) -> Void) {
    guard let slug = subject.slug else { return }
    let at: Int
    if let known = index[slug] {
      at = known
    } else {
      at = all.count
      index[slug] = at
      all.append((slug, Value(horizon: horizon)))
    }
    change(&all[at].value)
  }
}

/// A period in which the talks were suspended.
package struct Suspension: Sendable {
  package let from: Dating
  package var until: Dating?
  package let reason: String?
}

/// A party's description as introduced in this process.
package struct Profile: Sendable {
  package var name: String
  package var kind: PartyKind?
  package var iso: String?
  package let position: Int64
}

/// A step of the accession plan: the parties to be admitted, and the condition.
package struct Tier: Sendable {
  @Traced package var parties: [PartyID] = []
  @Traced package var condition: String?
  package var planned: Dating
  package var opened: Dating?
  package var because: Reference?
}

/// A meeting outside rounds.
package struct Contact: Sendable {
  package let kind: ContactKind
  package let parties: [PartyID]
  package let title: String?
  package let dating: Dating
}

/// A position stated by a party.
package struct Position: Sendable {
  package let party: PartyID
  package let issue: String
  /// The statement in the recorder's words.
  package let headline: String
  package let quote: String?
  package let preconditions: [String]
  package let dating: Dating
}

/// A term of a party's head.
package struct Administration: Sendable {
  package let party: PartyID
  package let head: String
  package let office: String?
  package let since: Dating
  package var until: Dating?
  /// The last day that counts; nil where all do.
  package let horizon: CivilDay?

  package init(
    party: PartyID, head: String, office: String?, since: Dating, until: Dating? = nil, horizon: CivilDay?
  ) {
    self.party = party
    self.head = head
    self.office = office
    self.since = since
    self.until = until
    self.horizon = horizon
  }

  /// Whether it governs at the end of the day.
  package var isInOffice: Truth { since.hasBegun(by: horizon) && !(until?.hasBegun(by: horizon) ?? .no) }
}
