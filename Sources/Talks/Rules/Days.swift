/// The number of days between two dates, as a range where the dates are vague.
package struct Days: Hashable, Sendable {
  package let fewest: Int
  /// Nil where a date is open.
  package let most: Int?

  package init(fewest: Int, most: Int?) {
    self.fewest = fewest
    self.most = most
  }

  /// The days between two beginnings, the earlier one first; nil where either is unknown.
  package init?(from start: EDTF?, to end: EDTF?) {
    guard let start, let end, let first = end.firstDay, start.firstDay != nil || start.surelyBegun != nil
    else { return nil }
    func between(_ one: Int32, _ other: Int32) -> Int { max(0, Int(other) - Int(one)) }
    // An event with an open beginning may have begun immediately before.
    fewest = start.surelyBegun.map { between($0, first) } ?? 0
    most = end.surelyBegun.flatMap { last in start.firstDay.map { between($0, last) } }
  }

  package init?(from start: Dating?, to end: Dating?) { self.init(from: start?.on, to: end?.on) }

  /// The days from a beginning to a day; nil where it is unknown.
  package init?(since start: EDTF?, on day: CivilDay) {
    guard let start, start.firstDay != nil || start.surelyBegun != nil else { return nil }
    func until(_ one: Int32) -> Int { max(0, Int(day.days) - Int(one)) }
    fewest = start.surelyBegun.map(until) ?? 0
    most = start.firstDay.map(until)
  }

  /// Whether they are no more than a number of days.
  package func isWithin(_ days: Int) -> Truth {
    if fewest > days { return .no }
    return most.map { $0 <= days } ?? false ? .yes : .unknown
  }

  /// The number in words, such as `23`, `12 to 42` or `at least 5`.
  package var inWords: String {
    guard let most else { return "at least \(fewest)" }
    return most == fewest ? "\(fewest)" : "\(fewest) to \(most)"
  }
}
