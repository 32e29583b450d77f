/// Days on which something may turn out otherwise than on the day before, in order.
///
/// Between two of them nothing begins, ends or becomes certain; what merely counts days goes on.
package struct TurningDays: Sendable {
  private let days: [Int32]

  package init(_ days: some Sequence<Int32>) { self.days = Set(days).sorted() }

  /// The first of them after a day; nil where there is none.
  package func first(after day: CivilDay) -> CivilDay? {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] > day.days { high = middle } else { low = middle + 1 }
    }
    return low < days.count ? CivilDay(days: days[low]) : nil
  }
}

extension EDTF {
  /// The days by whose end it may have begun, has begun, may be over, and is over.
  package var turningDays: [Int32] {
    [start.earliest, start.latest, end.earliest, end.latest].compactMap {
      $0.flatMap { CivilDay(civilSeconds: $0)?.days }
    }
  }

  /// The same, with the days after these: what lasts to the end of a day is past on the next.
  fileprivate var turningDaysToTheEnd: [Int32] { turningDays.flatMap { [$0, $0 &+ 1] } }
}

extension Entry {
  /// The days on which what it tells may turn.
  ///
  /// Who attends a round is there on its last day, and not on the next.
  package var turningDays: [Int32] {
    guard let on = event.on else { return until?.turningDaysToTheEnd ?? [] }
    if !bearsOnRounds { return on.turningDays }
    return on.turningDaysToTheEnd + (until?.turningDaysToTheEnd ?? [])
  }

  /// The end of a round that it states apart from its date.
  private var until: EDTF? {
    if case .begins(_, let until)? = event.detail.roundStep { until } else { nil }
  }
}

extension Obligation {
  /// The days on which it may become overdue, or does.
  package var turningDays: [Int32] { deadline?.turningDays.map { $0 &+ Self.daysUntilOverdue } ?? [] }
}

extension Latest {
  /// The days on which it is longer ago than a number of days, for the first time that it may be and that it is.
  package func turningDays(within limit: Int) -> [Int32] {
    [first, last].compactMap { $0.map { $0.days &+ Int32(clamping: limit) &+ 1 } }
  }
}

extension Coverage {
  /// The first day of which the record cannot speak any more; nil where there is none.
  package var turningDay: Int32? { until?.lastDay.map { $0 &+ 1 } }
}

extension ProcessState {
  /// The days on which an agreement begins or ends by its terms, a notice or the end of a suspension.
  ///
  /// They follow from what is known on the day of the state, and are found anew once something begins or ends.
  package var turningDays: TurningDays {
    TurningDays(agreements.all.flatMap(\.value.statedDates).flatMap(\.turningDaysToTheEnd))
  }

  /// The state on a later day by which nothing of it has begun or ended.
  package func unchanged(on day: CivilDay) -> ProcessState {
    var state = self
    state.horizon = day
    return state
  }
}

extension Track {
  /// Whether its last step can be later on the next day, though no other was taken.
  package func goesOn(after day: CivilDay?) -> Bool {
    guard let day else { return false }
    return steps.contains { $0.entry.dating.surelyBegun.map { $0 > day.days } ?? true }
  }
}
