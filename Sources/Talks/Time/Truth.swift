/// Kleene's three-valued logic: yes, no, and unknown where a date leaves the matter open.
package enum Truth: Sendable, Comparable {
  case no, unknown, yes

  package init(_ isSo: Bool) { self = isSo ? .yes : .no }

  package static prefix func ! (one: Truth) -> Truth {
    switch one {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }
  package static func && (one: Truth, other: Truth) -> Truth { min(one, other) }
  package static func || (one: Truth, other: Truth) -> Truth { max(one, other) }

  /// The value common to all of several cases; unknown where they differ.
  package static func common(_ cases: some Sequence<Truth>) -> Truth {
    let found = Set(cases)
    return found.count == 1 ? found.first ?? .unknown : .unknown
  }
}

extension EDTF {
  /// Whether it had begun by the end of a day, by the clock on its own wall.
  package func hasBegun(by day: CivilDay) -> Truth { start.isReached(by: day) }

  /// Whether it was over by the end of a day; a date that is no interval is over as soon as it happens.
  package func isOver(by day: CivilDay) -> Truth { end.isReached(by: day) }

  /// Whether it had ended before another began.
  package func precedes(_ other: EDTF) -> Truth {
    if let latest = end.latest, let earliest = other.start.earliest, latest < earliest { return .yes }
    if let earliest = end.earliest, let latest = other.start.latest, earliest >= latest { return .no }
    return .unknown
  }
}

extension Bounds {
  /// Whether it is known to the day.
  package var isWithinADay: Bool {
    guard let earliest, let latest else { return false }
    return floorDivide(earliest, 86_400) == floorDivide(latest, 86_400)
  }

  /// Whether something within these bounds had happened by the end of a day.
  package func isReached(by day: CivilDay) -> Truth {
    let end = (Int64(day.days) + 1) * 86_400 - 1
    if let latest, latest <= end { return .yes }
    if let earliest, earliest > end { return .no }
    return .unknown
  }
}
