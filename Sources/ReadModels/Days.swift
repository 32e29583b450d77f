internal import Talks

/// How many days lie between two dates, as far as they tell.
struct Days {
  let least: Int
  /// Nil where a date is open.
  let most: Int?

  /// Nil where nothing can be said of either date.
  init?(from start: Dating?, to end: Dating?) {
    guard let start, let end, let first = end.firstDay, let surely = start.surelyBegun ?? start.firstDay
    else {
      return nil
    }
    least = Int(max(0, first - surely))
    most = end.surelyBegun.flatMap { last in start.firstDay.map { Int(max(0, last - $0)) } }
  }
}

extension Dating {
  /// Whether it had begun before another began, by the day; what was of one day was at the same time.
  func precedes(_ other: Dating) -> Truth {
    guard let own = surelyBegun, let first = firstDay, let last = other.surelyBegun, let its = other.firstDay
    else { return .unknown }
    return own < its ? .yes : first >= last ? .no : .unknown
  }

  /// Whether it may have begun earlier than another did at the earliest.
  func isEarlier(than other: Dating) -> Bool { (firstDay ?? .min) < (other.firstDay ?? .min) }
}
