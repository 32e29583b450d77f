/// The breakdowns of a process beside the happenings of all processes that concern its parties.
package struct Breakdowns: Sendable {
  /// One breakdown, from its first day until the talks resumed or were closed.
  package struct Span: Sendable {
    package let began: Dating
    /// Nil while it lasts.
    package let ended: Dating?
    /// Whether the talks were closed instead of going on.
    package let isFinal: Bool
    /// Its duration; nil where unknown.
    package let days: Days?

    package init(began: Dating, ended: Dating?, isFinal: Bool, days: Days?) {
      self.began = began
      self.ended = ended
      self.isFinal = isFinal
      self.days = days
    }

    package init(_ episode: Episode) {
      self.init(began: episode.began, ended: episode.ended, isFinal: episode.isFinal, days: episode.days)
    }
  }

  /// A happening in any process.
  package struct Happening: Hashable, Sendable {
    package let process: String
    package let dating: Dating
    package let headline: String
    package let parties: [PartyID]
    package let isSetback: Bool

    package init(
      process: String, dating: Dating, headline: String, parties: [PartyID], isSetback: Bool
    ) {
      self.process = process
      self.dating = dating
      self.headline = headline
      self.parties = parties
      self.isSetback = isSetback
    }

    package init(_ entry: Entry, of process: String) {
      self.init(
        process: process, dating: entry.dating, headline: entry.event.headline,
        parties: entry.mentions.parties, isSetback: entry.event.type.isSetback)
    }
  }

  package let spans: [Span]
  private let opened: EDTF?
  private let closed: EDTF?
  /// The happenings that concern the process, by the first possible day, then in the order of the input.
  private let happenings: [Happening]

  /// - Parameters:
  ///   - spans: the breakdowns of the process, in the order in which they began.
  ///   - opened: the date on which its talks were opened; `closed` that on which they were closed.
  ///   - parties: all parties that ever sat at its table.
  ///   - happenings: of all processes; those of other processes count if they name one of the parties.
  package init(
    of process: String, _ spans: [Span], opened: EDTF?, closed: EDTF?, parties: Set<PartyID>,
    among happenings: some Sequence<Happening>
  ) {
    self.spans = spans
    self.opened = opened
    self.closed = closed
    self.happenings = happenings.filter { $0.process == process || !parties.isDisjoint(with: $0.parties) }
      .sorted { $0.dating.isEarlier(than: $1.dating) }
  }

  /// The happenings in a number of days before a breakdown, in order; none of its first day, since dates do not
  /// tell which of that day came before it.
  package func before(_ span: Span, within days: Int) -> [Happening] {
    guard let began = span.began.firstDay else { return [] }
    return happenings.filter { happening in
      guard let day = happening.dating.firstDay else { return false }
      return day < began && Int(began) - Int(day) <= days
    }
  }

  /// Twice the median length in days of the breakdowns that ended in a resumption; the middle of the possible
  /// lengths where dates are vague. Nil where no breakdown has a known length.
  package var twiceMedianDays: Int? {
    let lengths = spans.compactMap { span in
      span.isFinal ? nil : span.days.flatMap { days in days.most.map { days.fewest + $0 } }
    }.sorted()
    if lengths.isEmpty { return nil }
    let middle = lengths.count / 2
    return lengths.count % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2
  }

  /// A number of setbacks and the number of days in which they occurred.
  package struct Rate: Hashable, Sendable {
    package let setbacks: Int
    package let days: Int

    package init(setbacks: Int, days: Int) {
      self.setbacks = setbacks
      self.days = days
    }

    /// Hundredths of setbacks in a month of 30.44 days, rounded; nil without a day.
    package var hundredthsPerMonth: Int? { days > 0 ? (setbacks * 3_044 * 2 + days) / (2 * days) : nil }
  }

  /// The rates of setbacks while the talks were under way and while they were suspended, from the opening to
  /// the close or a day, by each setback's first possible day; nil where the talks had not been opened.
  package func rates(upTo day: CivilDay) -> (underWay: Rate, standingStill: Rate)? {
    guard let opened = opened?.firstDay else { return nil }
    let end = min(closed?.firstDay ?? .max, day.days)
    if end < opened { return nil }
    let still = Self.joined(
      spans.compactMap { span in
        guard let began = span.began.firstDay, began <= end else { return nil }
        let from = max(began, opened)
        return from..<max(from, min(span.ended?.firstDay ?? end, end))
      })
    let days = still.reduce(0) { $0 + $1.count }
    let setbacks = happenings.filter(\.isSetback).compactMap(\.dating.firstDay).filter {
      $0 >= opened && $0 <= end
    }
    let stalled = setbacks.count { setback in still.contains { $0.contains(setback) } }
    return (
      Rate(setbacks: setbacks.count - stalled, days: Int(end) - Int(opened) - days),
      Rate(setbacks: stalled, days: days)
    )
  }
}

extension Breakdowns {
  /// The same days as ranges apart from each other, since one breakdown may begin during another.
  private static func joined(_ ranges: [Range<Int32>]) -> [Range<Int32>] {
    ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { joined, range in
      guard let last = joined.last, range.lowerBound <= last.upperBound else { return joined.append(range) }
      joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    }
  }
}

extension EventType {
  /// Whether it sets the talks back, by a setback of its own.
  package static var isSetback: Bool { subjectKind == .setback && movement == .back }
}

extension ProcessState {
  /// The parties that ever sat at the table.
  package var everSeated: Set<PartyID> { Set(roster.seats.map(\.party)) }
}
