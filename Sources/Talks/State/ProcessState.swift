package import EventSourcing

/// The state of one process after some of its events, folded in the order of occurrence.
///
/// Events arrive in any order, so no event presumes another: each thing is created by the first event that
/// refers to it.
package struct ProcessState: Sendable {
  /// How far the talks have come.
  package enum Standing: String, Sendable {
    /// What has a date had not happened yet.
    case notBegun = "not yet begun"
    /// No talks are recorded, nor planned.
    case noTalks = "no talks recorded"
    case planned, open, suspended, closed
    /// No talks go on, and what was promised under an agreement in force is still to be carried out.
    case inImplementation = "in implementation"
  }

  /// The last day that counts; nil where all of it does.
  package internal(set) var horizon: CivilDay?

  @Traced package var title: String?
  @Traced package var aims: [String] = []
  @Traced package var plannedTracks: [Slug] = []
  @Traced package var format: String?
  @Traced package var coverage = Coverage()
  /// Why the process is no longer kept; nil while it is.
  @Traced package var retired: String?
  package var life = Life<Standing>()
  package var opened: Dating?
  package var closed: Dating?
  package var suspensions: [Suspension] = []
  package var profiles: [PartyID: Profile] = [:]
  package var works: [CitationKey: Work] = [:]
  package var tiers: [TierID: Tier] = [:]
  package var accessionLinks: [AccessionLink] = []
  package var roster: Roster
  package var rounds: Things<Round>
  package var contacts: [Contact] = []
  package var positions: [Position] = []
  package var positionAnswers: [PositionAnswer] = []
  package var proposals: Things<Proposal>
  package var measures: Things<Measure>
  package var agreements: Things<Agreement>
  package var setbacks: Things<Setback>
  package var administrations: [Administration] = []
  package var negotiators: [Negotiator] = []
  package var tracks: [Slug: Track] = [:]
  /// Every event that counts, in the order in which they happened.
  package private(set) var entries: [Entry] = []
  /// The corrections of the record.
  package private(set) var corrections: Corrections
  /// Whether anything with a date had happened by then. What has no date holds on every day, and does not show that
  /// there were talks on one; where nothing has a date it is yes.
  private(set) var hasBegun = Truth.yes
  /// The last position recorded of the process.
  package private(set) var lastPosition: Int64

  /// The state before any event of a record.
  init(of record: CorrectedRecord, asOf horizon: CivilDay?) {
    self.horizon = horizon
    roster = Roster(horizon: horizon)
    rounds = Things(horizon: horizon)
    proposals = Things(horizon: horizon)
    measures = Things(horizon: horizon)
    agreements = Things(horizon: horizon)
    setbacks = Things(horizon: horizon)
    corrections = record.corrections
    lastPosition = record.lastPosition
  }

  /// Folds the events of the record of a process, given in any order, up to and including a day.
  ///
  /// - Parameter process: those that were moved to another one do not count; nil to count all.
  /// - Parameter accordingTo: a party or a source; its account is preferred where it gives one.
  package static func fold(
    _ entries: [Entry], in process: String? = nil, asOf horizon: CivilDay? = nil, accordingTo: String? = nil
  ) -> ProcessState {
    fold(CorrectedRecord(entries, in: process, accordingTo: accordingTo), asOf: horizon)
  }

  /// Folds the events of a record up to and including a day.
  package static func fold(_ record: CorrectedRecord, asOf horizon: CivilDay?) -> ProcessState {
    var state = ProcessState(of: record, asOf: horizon)
    let all = record.entries
    state.entries = all
    state.entries.removeAll { !$0.dating.begins(by: horizon) }
    let dated = all.map(\.dating).filter { $0.on != nil }
    if !dated.isEmpty { state.hasBegun = dated.reduce(.no) { $0 || $1.hasBegun(by: horizon) } }
    for entry in state.entries { state.take(entry) }
    for entry in all where !entry.dating.begins(by: horizon) { entry.event.detail.lookBack(&state, entry) }
    for entry in state.entries { state.note(entry) }
    state.settle(all)
    state.callThingsByTitles()
    return state
  }

  /// The events that no longer count and may have happened by then: retracted, merged into others, or denied.
  package var uncounted: [Entry] {
    var found = corrections.uncounted.filter { $0.dating.begins(by: horizon) }
    OccurrenceOrder.sort(&found)
    return found
  }

  /// Learns of later events how rounds ended, and until when those were there that only rounds show.
  private mutating func settle(_ all: [Entry]) {
    let ends = RoundEnds(all)
    rounds.changeAll { ends.settle(&$1, named: $0) }
    var sightings = Sightings(all.filter { !$0.dating.begins(by: horizon) })
    let rounds = self.rounds
    roster.settle(&sightings) { rounds[$0]?.phase(begunBy: $1) }
  }

  /// Applies an event that comes after all others so far.
  mutating func take(_ entry: Entry) {
    entry.event.detail.evolve(&self, entry)
    follow(entry)
  }

  /// Applies the effects that the event's type declares as traits.
  private mutating func follow(_ entry: Entry) {
    let (event, detail) = (entry.event, entry.event.detail)
    if let turn = detail.turn { take(turn, entry) }
    if event.type.setsFormat { $format.take(event.format, entry) }
    if let step = detail.roundStep { take(step, entry) }
    if case .contact(let kind)? = detail.meeting {
      contacts.append(
        Contact(kind: kind, parties: event.parties, title: event.title, dating: entry.dating))
    }
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

  private mutating func take(_ step: RoundStep, _ entry: Entry) {
    // The title of an event about the talks is not that of the round.
    let isSubject = entry.event.type.subjectKind == .round
    switch step {
    case .begins(let round, let until):
      rounds.change(round) {
        $0.describe(entry, isSubject: isSubject)
        $0.convene(at: entry.dating, until: until)
      }
    case .ends(let round, let standing):
      rounds.change(round) {
        $0.describe(entry, isSubject: isSubject)
        $0.close(as: standing, at: entry.dating)
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
    guard let subject = entry.mentions.subject, subject.kind == .measure else { return nil }
    return subject.subject.slug.flatMap { measures[$0] }
  }

}

extension Dating {
  /// Whether it had begun by the end of a day; an undated event always holds.
  package func hasBegun(by horizon: CivilDay?) -> Truth {
    guard let horizon, let on else { return .yes }
    return on.hasBegun(by: horizon)
  }

  /// Whether it, or the stretch of time that it is, was over by the end of a day; an undated event always was.
  func comesToEnd(by horizon: CivilDay?) -> Truth {
    guard let horizon, let on else { return .yes }
    return on.isOver(by: horizon)
  }

  /// Whether it may have begun by the end of a day.
  func begins(by horizon: CivilDay?) -> Bool { hasBegun(by: horizon) != .no }

  /// The first day by whose end it may have begun; before all others for an undated event.
  var beginning: Int32 { firstDay ?? .min }

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

  /// Changes the thing, if something has spoken of it.
  mutating func changeKnown(_ subject: Subject, _ change: (inout Value) -> Void) {
    if let at = subject.slug.flatMap({ index[$0] }) { change(&all[at].value) }
  }

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

  mutating func changeAll(_ change: (Slug, inout Value) -> Void) {
    for index in all.indices { change(all[index].slug, &all[index].value) }
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

/// The place of a tier: the plan, nil where it has no name, and the number in it.
package struct TierID: Hashable, Comparable, Sendable {
  package let plan: Slug?
  package let number: Int

  package init(_ number: Int, of plan: Slug?) { (self.number, self.plan) = (number, plan) }

  package static func < (a: TierID, b: TierID) -> Bool {
    a.plan == b.plan ? a.number < b.number : (a.plan?.text ?? "") < (b.plan?.text ?? "")
  }
}

/// A step of an accession plan: the parties to be admitted, and the condition.
package struct Tier: Sendable {
  @Traced package var parties: [PartyID] = []
  /// Whose plan it is; empty where that is not recorded.
  @Traced package var heldBy: [PartyID] = []
  @Traced package var condition: String?
  package var planned: Dating
  package var opened: Dating?
  package var because: Reference?
}

/// What a broadening of the talks brought, by the word of the record.
package struct AccessionLink: Sendable {
  /// Nil where the parties are named instead.
  package let tier: TierID?
  package let parties: [PartyID]
  package let brought: [Reference]
  package let dating: Dating
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
  package let id: EventID
  package let party: PartyID
  package let issue: String
  /// The statement in the recorder's words.
  package let headline: String
  package let quote: String?
  package let preconditions: [String]
  /// Of whom it wants them.
  package let of: [PartyID]
  /// The preconditions of before that it gives up, and those that it wants less of.
  package let drops: [String]
  package let softens: [String]
  /// The earlier statements whose place it takes.
  package let replaces: [EventID]
  package let dating: Dating
}

/// What a party says to a position of another.
package struct PositionAnswer: Sendable {
  package let position: EventID
  package let party: PartyID
  package let reply: PositionReply
  /// Which of the preconditions; empty for all.
  package let preconditions: [String]
  package let through: [Reference]
  package let dating: Dating
}
