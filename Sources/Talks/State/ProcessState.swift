/// What holds in one process after some of its events, folded in the order in which they happened.
///
/// Events arrive in any order, so no event presumes another: each thing comes into being with the first event
/// that speaks of it.
package struct ProcessState: Sendable {
  package enum Standing: String, Sendable { case planned, open, suspended, closed }

  /// The last day that counts; nil where all of it does.
  package let horizon: CivilDay?

  package var title: String?
  package var aims: [String] = []
  package var plannedTracks: [Slug] = []
  package var format: String?
  package var standing = Standing.planned
  package var opened: Mark?
  package var closed: Mark?
  package var suspensions: [Suspension] = []
  package var profiles: [PartyID: Profile] = [:]
  package var tiers: [Int: Tier] = [:]
  package var roster = Roster()
  package var rounds = Things<Round>()
  package var contacts: [Contact] = []
  package var positions: [Position] = []
  package var proposals = Things<Proposal>()
  package var measures = Things<Measure>()
  package var agreements = Things<Agreement>()
  package var setbacks = Things<Setback>()
  package var administrations: [Administration] = []
  package var tracks: [Slug: Track] = [:]
  /// Every event that counts, in the order in which they happened.
  package private(set) var entries: [Entry] = []
  /// What was said about the record itself.
  package private(set) var corrections: Corrections
  /// The last position that was recorded of the process.
  package private(set) var lastPosition: Int64

  /// Folds what was recorded of a process, given in any order, up to and including a day.
  ///
  /// - Parameter accordingTo: the party or the source whose account is preferred where it gives one.
  package static func fold(
    _ entries: [Entry], asOf horizon: CivilDay? = nil, accordingTo: String? = nil
  ) -> ProcessState {
    var state = ProcessState(
      horizon: horizon, corrections: Corrections(of: entries, accordingTo: accordingTo),
      lastPosition: entries.map(\.position).max() ?? 0)
    state.entries = state.corrections.take().filter { $0.mark.begins(by: horizon) }
    state.entries.sort(by: Entry.happensBefore)
    for entry in state.entries { entry.event.detail.evolve(&state, entry) }
    for entry in state.entries { state.note(entry) }
    return state
  }

  /// Whether something that lasted until a mark's end was over by the horizon.
  func isOver(_ mark: Mark) -> Bool {
    guard mark.on?.isInterval == true, let last = mark.lastDay else { return false }
    guard let horizon else { return true }
    return last <= horizon.days
  }

  /// The talks are under way, which also ends a suspension.
  mutating func open(at mark: Mark) {
    if opened == nil { opened = mark }
    standing = .open
    for index in suspensions.indices where suspensions[index].until == nil { suspensions[index].until = mark }
  }

  /// Keeps what concerns every event: its track.
  private mutating func note(_ entry: Entry) {
    guard let track = entry.event.track else { return }
    tracks[track, default: Track()].steps += 1
    tracks[track]?.last = entry
  }

  /// The last time that the parties are known to have met or talked.
  package var lastContact: Mark? {
    let met = rounds.all.flatMap { round in
      round.value.phases.flatMap { [$0.convened, $0.closed].compactMap { $0 } }
    }
    let sessions = rounds.all.flatMap(\.value.sessions)
    return (met + sessions + contacts.map(\.mark)).max {
      $0.lastDayWithin(horizon) < $1.lastDayWithin(horizon)
    }
  }
}

extension Entry {
  /// The order of the fold: by the earliest instant, then by position; what has no date comes first.
  static func happensBefore(_ a: Entry, _ b: Entry) -> Bool {
    let (x, y) = (a.occurred?.earliest ?? .min, b.occurred?.earliest ?? .min)
    return x != y ? x < y : a.position < b.position
  }
}

extension Mark {
  /// Whether it may have happened by the end of a day.
  func begins(by horizon: CivilDay?) -> Bool {
    guard let horizon, let firstDay else { return true }
    return firstDay <= horizon.days
  }

  /// The last day that it can have touched, no later than a horizon.
  package func lastDayWithin(_ horizon: CivilDay?) -> Int32 {
    min(lastDay ?? firstDay ?? .min, horizon?.days ?? .max)
  }
}

/// Things by their slug, in the order in which they came up.
package struct Things<Value: Sendable>: Sendable {
  package private(set) var all: [(slug: Slug, value: Value)] = []
  private var index: [Slug: Int] = [:]

  package subscript(slug: Slug) -> Value? { index[slug].map { all[$0].value } }

  /// Changes the thing, made first if nothing has spoken of it yet.
  mutating func change(_ subject: Subject, new: @autoclosure () -> Value, _ change: (inout Value) -> Void) {
    guard let slug = subject.slug else { return }
    let at: Int
    if let known = index[slug] {
      at = known
    } else {
      at = all.count
      index[slug] = at
      all.append((slug, new()))
    }
    change(&all[at].value)
  }
}

/// A time during which the talks stood still.
package struct Suspension: Sendable {
  package let from: Mark
  package var until: Mark?
  package let reason: String?
}

/// Who a party is, as introduced in this process.
package struct Profile: Sendable {
  package var name: String
  package var kind: PartyKind?
  package var iso: String?
  package let position: Int64
}

/// A step of the accession plan: who is to come in, and on what condition.
package struct Tier: Sendable {
  package var parties: [PartyID]
  package var condition: String?
  package var planned: Mark
  package var opened: Mark?
  package var because: Reference?
}

/// A strand of the process.
package struct Track: Sendable {
  package var steps = 0
  package var last: Entry?
}

/// A meeting outside rounds.
package struct Contact: Sendable {
  package let kind: ContactKind
  package let parties: [PartyID]
  package let mark: Mark
}

/// What a party said it wants.
package struct Position: Sendable {
  package let party: PartyID
  package let issue: String
  package let quote: String?
  package let preconditions: [String]
  package let mark: Mark
}

/// Who governs a party, from when.
package struct Administration: Sendable {
  package let party: PartyID
  package let head: String
  package let office: String?
  package let since: Mark
  package var until: Mark?
}
