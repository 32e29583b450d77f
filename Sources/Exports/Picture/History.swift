import Talks

/// The history of one value in the answers, day by day.
struct Course<Value: Equatable> {
  /// The value from each day on; none before the first.
  private(set) var steps: [(from: Int32, value: Value)] = []
  /// The value before the first day.
  private let nothing: Value

  fileprivate init(nothing: Value) { self.nothing = nothing }

  /// Notes the value from a day on, which is later than the one before.
  fileprivate mutating func become(_ value: Value, on day: CivilDay) {
    if value != steps.last?.value ?? nothing { steps.append((day.days, value)) }
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
/// The events are folded once, going from day to day.
struct History {
  private(set) var roster: [RosterLine] = []
  private(set) var ledger: [LedgerLine] = []

  /// The day before which nothing with a date happens; what has none, or an open beginning, holds from it on.
  private static let beginning = CivilDay(days: .min / 2)

  init(_ processes: [Dossier.Process]) {
    for (number, process) in processes.enumerated() {
      let record = CorrectedRecord(process.state.entries)
      addRoster(process.state, record, number)
      addLedger(process.state, record, number)
    }
    roster.sort { ($0.process, $0.tier) < ($1.process, $1.tier) }
  }

  private mutating func addRoster(_ state: ProcessState, _ record: CorrectedRecord, _ number: Int) {
    var fold = RosterFold(record)
    var courses: [PartyID: (tier: Int, course: Course<RosterLine.Seat>)] = [:]
    var next: CivilDay? = Self.beginning
    while let day = next {
      for (party, seats) in fold.changes(on: day) {
        let seat =
          seats.first { $0.isTaken == .yes } ?? seats.first { $0.isTaken == .unknown }
        let place = seat.map(Self.place) ?? RosterLine.Seat.none
        let tier = min(courses[party]?.tier ?? 99, seat?.tier ?? 99)
        courses[party, default: (tier, Course(nothing: .none))].course.become(place, on: day)
        courses[party]?.tier = tier
      }
      next = fold.turningDays.first(after: day)
    }
    for seat in state.roster.seats {
      guard let (tier, course) = courses.removeValue(forKey: seat.party) else { continue }
      roster.append(RosterLine(process: number, party: seat.party, tier: tier, course: course))
    }
  }

  private static func place(_ seat: Roster.Seat) -> RosterLine.Seat {
    let role = seat.role.map { "\($0.rawValue), " } ?? ""
    let since = seat.from.on.map { " \($0.inWords)" } ?? ""
    return RosterLine.Seat(isTaken: seat.isTaken, words: "\(role)\(seat.basis.rawValue)\(since)")
  }

  private mutating func addLedger(_ state: ProcessState, _ record: CorrectedRecord, _ number: Int) {
    var entries: [Entry] = []
    var turning: [CivilDay: Set<Slug>] = [:]
    for entry in record.entries {
      guard case (.measure, let subject)? = entry.event.mentions.subject, let slug = subject.slug else {
        continue
      }
      entries.append(entry)
      let owed = Obligation(isOpen: .yes, deadline: entry.event.detail.deadline)
      for day in entry.turningDays + owed.turningDays {
        turning[CivilDay(days: day), default: []].insert(slug)
      }
      if entry.dating.firstDay == nil { turning[Self.beginning, default: []].insert(slug) }
    }
    var fold = ForwardFold(record, entries)
    var courses: [Slug: Course<LedgerLine.Situation>] = [:]
    for (day, slugs) in turning.sorted(by: { $0.key < $1.key }) {
      fold.advance(to: day)
      for slug in slugs {
        let measure = fold.state.measures[slug]
        courses[slug, default: Course(nothing: .none)].become(
          measure.map { Self.situation(of: $0, on: day) } ?? LedgerLine.Situation.none, on: day)
      }
    }
    for (slug, measure) in state.measures.all {
      ledger.append(
        LedgerLine(
          process: number, title: measure.title ?? slug.text, party: measure.party, due: measure.deadline,
          answers: measure.inReturnFor.map { other in
            (other.process == nil ? state.measures[other.slug]?.title : nil) ?? other.description
          }, course: courses[slug] ?? Course(nothing: .none)))
    }
  }

  private static func situation(of measure: Measure, on day: CivilDay) -> LedgerLine.Situation {
    LedgerLine.Situation(
      words: words(measure.statuses(by: day)),
      isOverdue: measure.obligation(by: day).isOverdue(on: day) == .yes)
  }

  /// The status, or “unknown” with the candidates.
  private static func words(_ statuses: Set<Measure.Status?>) -> String {
    if statuses.count == 1 { return statuses.first.flatMap { $0?.rawValue } ?? "" }
    let possible = Measure.Status.allCases.filter { statuses.contains($0) }.map(\.rawValue)
    return "unknown: "
      + (statuses.contains(nil) ? ["not yet"] + possible : possible).joined(separator: " or ")
  }
}
