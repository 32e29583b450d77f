/// Something promised, and by when.
package struct Obligation: Hashable, Sendable {
  /// Whether it is not yet delivered.
  package let isOpen: Truth
  package let deadline: EDTF?

  package init(isOpen: Truth, deadline: EDTF?) {
    self.isOpen = isOpen
    self.deadline = deadline
  }

  /// The days from the last day of a deadline to the first on which it is overdue.
  package static let daysUntilOverdue: Int32 = 1

  /// Whether it is still owed when a day has passed its deadline.
  package func isOverdue(on day: CivilDay) -> Truth {
    guard let deadline else { return .no }
    return isOpen && deadline.isOver(by: CivilDay(days: day.days - Self.daysUntilOverdue))
  }

  /// The days by which a day exceeds the deadline; nil unless it is certainly overdue.
  package func daysLate(on day: CivilDay) -> Int? {
    guard isOverdue(on: day) == .yes, let last = deadline?.lastDay else { return nil }
    return Int(day.days) - Int(last)
  }
}

extension Sequence<Obligation> {
  /// Whether any of them is overdue on a day.
  package func areOverdue(on day: CivilDay) -> Truth { reduce(.no) { $0 || $1.isOverdue(on: day) } }
}

extension Measure {
  package var obligation: Obligation { obligation(by: horizon) }

  /// What of it was owed at the end of a day, by the deadline known so far.
  package func obligation(by day: CivilDay?) -> Obligation {
    Obligation(isOpen: isOpen(by: day), deadline: deadline)
  }

  /// Whether it was still owed when a day had passed its deadline.
  package func isOverdue(on day: CivilDay) -> Truth { obligation.isOverdue(on: day) }
}

extension Exchange {
  /// The measures with a deadline that may still be owed, by deadline.
  package var due: [Item] {
    measures.filter { $0.value.isOpen != .no && $0.value.deadline != nil }
      .sorted { ($0.value.deadline?.lastDay ?? .max) < ($1.value.deadline?.lastDay ?? .max) }
  }

  /// Whether any of its measures is overdue on a day.
  package func isOverdue(on day: CivilDay) -> Truth { due.map(\.value.obligation).areOverdue(on: day) }
}
