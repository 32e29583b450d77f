import Talks

/// The history of one value in the answers, day by day.
struct Course<Value: Equatable> {
  /// The value from each day on; none before the first.
  private(set) var steps: [(from: Int32, value: Value)] = []

  /// Computes the value on every day on which it may change.
  fileprivate init(_ days: Set<Int32>, _ ask: (CivilDay) -> Value?, nothing: Value) {
    for day in days.sorted() {
      let value = ask(CivilDay(days: day)) ?? nothing
      if value != steps.last?.value ?? nothing { steps.append((day, value)) }
    }
  }

  /// The value at the end of a day; nil before the first step.
  func value(on day: CivilDay) -> Value? { steps.last { $0.from <= day.days }?.value }
}

/// A party's place at the table of a process.
struct RosterLine {
  struct Seat: Equatable {
    /// No where it is not at the table, unknown where dates leave that open.
    let isTaken: Truth
    let words: String

    static let none = Seat(isTaken: .no, words: "")
  }

  let process: Int
  let party: PartyID
  let tier: Int
  let course: Course<Seat>
}

/// A measure with its status.
struct LedgerLine {
  struct Situation: Equatable {
    /// A status, or the candidates where dates leave it open; empty before the first event.
    let words: String
    let isOverdue: Bool

    static let none = Situation(words: "", isOverdue: false)
  }

  let process: Int
  let title: String
  let party: PartyID?
  let due: EDTF?
  /// The measures that it answers.
  let answers: [String]
  let course: Course<Situation>
}

/// The roster and the status of measures on every day, equal to the answers as of that day.
///
/// Each party and each measure is folded separately, from the few events that concern it.
struct History {
  private(set) var roster: [RosterLine] = []
  private(set) var ledger: [LedgerLine] = []

  init(_ processes: [Dossier.Process]) {
    for (number, process) in processes.enumerated() {
      addRoster(process.state, number)
      addLedger(process.state, number)
    }
  }

  private mutating func addRoster(_ state: ProcessState, _ number: Int) {
    var touching: [PartyID: [Entry]] = [:]
    var order: [PartyID] = []
    /// Those whom rounds alone show at the table for a time, so that it matters how these went.
    var seen: Set<PartyID> = []
    /// Whether a party has been at the table for certain since this day.
    var settled: [PartyID: Int32] = [:]
    for entry in state.entries {
      let alone = ProcessState.fold([entry]).roster
      let isRound = entry.event.detail.roundStep != nil && entry.event.detail.turn != .opens
      for seat in alone.seats {
        if touching[seat.party] == nil { order.append(seat.party) }
        // An attendance adds nothing for a party already known to be present.
        let isKnown =
          seat.basis == .attended && settled[seat.party].map { $0 <= entry.dating.firstDay ?? .min } ?? false
        if isKnown { continue }
        touching[seat.party, default: []].append(entry)
        if isRound && seat.basis == .attended {
          seen.insert(seat.party)
          continue
        }
        if let begun = entry.dating.surelyBegun {
          settled[seat.party] = min(settled[seat.party] ?? .max, begun)
        }
      }
      if case .leaves(let party, _, _)? = entry.event.detail.presence {
        touching[party]?.append(entry)
        settled[party] = nil
      }
      if entry.event.detail.turn == .closes {
        for party in order { touching[party]?.append(entry) }
        settled = [:]
      }
    }
    let rounds = state.entries.filter(\.bearsOnRounds)
    for party in order {
      var entries = touching[party] ?? []
      var days = entries.reduce(into: Set<Int32>()) { $0.formUnion($1.event.turningDays) }
      if seen.contains(party) {
        let known = Set(entries.map(\.position))
        entries += rounds.filter { !known.contains($0.position) }
        // Who attends is there on the last day of a round, and not on the next.
        for day in entries.flatMap(\.event.turningDaysOfRounds) { days.formUnion([day, day &+ 1]) }
      }
      var tier = 99
      let course = Course(
        days,
        { day in
          let seats = ProcessState.fold(entries, asOf: day).roster.seats.filter { $0.party == party }
          guard
            let seat = seats.first(where: { $0.isTaken == .yes })
              ?? seats.first(where: { $0.isTaken == .unknown })
          else { return nil }
          tier = min(tier, seat.tier ?? 99)
          let role = seat.role.map { "\($0.rawValue), " } ?? ""
          let since = seat.from.on.map { " \($0.inWords)" } ?? ""
          return RosterLine.Seat(isTaken: seat.isTaken, words: "\(role)\(seat.basis.rawValue)\(since)")
        }, nothing: RosterLine.Seat.none)
      roster.append(RosterLine(process: number, party: party, tier: tier, course: course))
    }
    roster.sort { ($0.process, $0.tier) < ($1.process, $1.tier) }
  }

  private mutating func addLedger(_ state: ProcessState, _ number: Int) {
    var touching: [Slug: [Entry]] = [:]
    for entry in state.entries {
      if case (.measure, let subject)? = entry.event.mentions.subject, let slug = subject.slug {
        touching[slug, default: []].append(entry)
      }
    }
    for (slug, measure) in state.measures.all {
      let entries = touching[slug] ?? []
      var days = entries.reduce(into: Set<Int32>()) { $0.formUnion($1.event.turningDays) }
      for entry in entries {
        guard let deadline = entry.event.detail.deadline else { continue }
        days.formUnion(deadline.turningDays.map { $0 &+ Obligation.daysUntilOverdue })
      }
      let course = Course(
        days,
        { day in
          guard let measure = ProcessState.fold(entries, asOf: day).measures[slug] else { return nil }
          let standing = Self.words(measure.statuses)
          return LedgerLine.Situation(
            words: standing, isOverdue: measure.isOverdue(on: day) == .yes)
        }, nothing: LedgerLine.Situation.none)
      ledger.append(
        LedgerLine(
          process: number, title: measure.title ?? slug.text, party: measure.party, due: measure.deadline,
          answers: measure.inReturnFor.map { other in
            (other.process == nil ? state.measures[other.slug]?.title : nil) ?? other.description
          }, course: course))
    }
  }

  /// The status, or “unknown” with the candidates.
  private static func words(_ statuses: Set<Measure.Status?>) -> String {
    if statuses.count == 1 { return statuses.first.flatMap { $0?.rawValue } ?? "" }
    let possible = Measure.Status.allCases.filter { statuses.contains($0) }.map(\.rawValue)
    return "unknown: "
      + (statuses.contains(nil) ? ["not yet"] + possible : possible).joined(separator: " or ")
  }
}

extension EDTF {
  /// The days at whose end the known state may differ from that of the day before.
  fileprivate var turningDays: [Int32] {
    [start.earliest, start.latest, end.earliest, end.latest].compactMap {
      $0.flatMap { CivilDay(civilSeconds: $0)?.days }
    }
  }
}

extension Event {
  /// The turning days of its date, and of the end of a round that it states apart from that.
  fileprivate var turningDaysOfRounds: [Int32] {
    guard case .begins(_, let until?)? = detail.roundStep else { return turningDays }
    return turningDays + until.turningDays
  }

  /// An undated event, or one with an open beginning, holds from the first day.
  fileprivate var turningDays: [Int32] {
    (on?.turningDays ?? []) + (on?.start.earliest == nil ? [Int32.min / 2] : [])
  }
}
