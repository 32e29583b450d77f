/// The range of days in which the last of several happenings took place.
package struct Latest: Hashable, Sendable {
  /// Nil where it may be that none of them has happened.
  package let first: CivilDay?
  package let last: CivilDay

  package init(first: CivilDay?, last: CivilDay) {
    self.first = first
    self.last = last
  }

  /// The last to begin of some things; nil where none can have begun.
  ///
  /// - Parameter horizon: the last day that counts; nil where all of them do.
  package init?(of datings: some Sequence<Dating>, by horizon: CivilDay?) {
    let begun = datings.filter { $0.hasBegun(by: horizon) != .no }
    let lasts = begun.compactMap { dating in
      [dating.surelyBegun ?? horizon?.days ?? dating.firstDay, horizon?.days].compactMap(\.self).min()
    }
    guard let last = lasts.max() else { return nil }
    // The last of the certain ones began no earlier than the earliest possible beginning of any of them.
    let firsts = begun.filter { $0.hasBegun(by: horizon) == .yes }.compactMap(\.firstDay)
    first = firsts.max().map(CivilDay.init(days:))
    self.last = CivilDay(days: last)
  }

  /// The number of days from it to a day.
  package func days(before day: CivilDay) -> Days {
    func until(_ other: CivilDay) -> Int { max(0, Int(day.days) - Int(other.days)) }
    return Days(fewest: until(last), most: first.map(until))
  }

  /// Whether it was within a number of days before a day.
  package func isWithin(_ limit: Int, before day: CivilDay) -> Truth {
    let days = days(before: day)
    if let most = days.most, most <= limit { return .yes }
    return days.fewest > limit ? .no : .unknown
  }
}
