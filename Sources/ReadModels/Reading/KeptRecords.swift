internal import Talks

/// The records from which a reader answers for one day after another, read from the log and corrected once.
///
/// A state is folded anew where something may have begun or ended since the day of the last one.
struct KeptRecords {
  /// A record, and the state that it came to last.
  private struct Kept {
    let record: CorrectedRecord
    /// Nil where the whole state is wanted.
    var roster: RosterFold?
    let turningDays: TurningDays
    var state: ProcessState?
    /// The first day on which the state may be another one; nil where there is none.
    var until: CivilDay?

    init(_ record: CorrectedRecord, _ part: Part) {
      self.record = record
      roster = part == .whole ? nil : RosterFold(record)
      turningDays = roster?.turningDays ?? record.turningDays
    }

    func holds(on day: CivilDay) -> Bool { state != nil && until.map { day < $0 } ?? true }
  }

  /// The part of a state that is wanted.
  enum Part: Hashable {
    case whole
    case roster(withPast: Bool)
  }

  struct Key: Hashable {
    let process: String
    /// The event types read; nil for all.
    var types: [String]?
    var part = Part.whole
  }

  private var records: [Key: Kept?] = [:]
  /// The processes with an event of some types, by these.
  var processes: [[String]: [String]] = [:]
  /// The processes that refer to one.
  var referring: [String: [String]] = [:]
  /// Whether rows given on the day are others on the next, though nothing begins or ends.
  private var moving = false

  /// Goes on to another day.
  mutating func advance() { moving = false }

  /// Notes that rows given on the day are others on the next, though nothing begins or ends.
  mutating func noteMoving() { moving = true }

  /// The first day after that of the states on which rows of them may be others; nil where there is none.
  func nextChange(after day: CivilDay) -> CivilDay? {
    if moving { return CivilDay(days: day.days + 1) }
    return records.values.compactMap { $0?.until }.filter { $0 > day }.min()
  }

  /// Whether a record was read, be it empty.
  func holds(_ key: Key) -> Bool { records[key] != nil }

  /// - Parameter record: nil for an empty one.
  mutating func keep(_ record: CorrectedRecord?, as key: Key) {
    records[key] = .some(record.map { Kept($0, key.part) })
  }

  /// The state on a day, no earlier than the one before; nil where the record is empty.
  mutating func state(_ key: Key, on day: CivilDay) -> ProcessState? {
    guard var kept = records[key] ?? nil else { return nil }
    if kept.holds(on: day) { return kept.state?.unchanged(on: day) }
    // Given up first, so that what it shares with the next one is not copied.
    kept.state = nil
    records[key] = .some(nil)
    kept.until = kept.turningDays.first(after: day)
    if case .roster(let withPast) = key.part {
      kept.state = kept.roster?.state(on: day, withPast: withPast)
    } else {
      let state = ProcessState.fold(kept.record, asOf: day)
      kept.until = [kept.until, state.turningDays.first(after: day)].compactMap(\.self).min()
      kept.state = state
    }
    records[key] = .some(kept)
    return kept.state
  }
}
