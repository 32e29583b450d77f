extension EDTF {
  /// The days that can be recorded: tables, exports and calendars hold every one of them.
  private static let limits: ClosedRange<Int64> = {
    let first = CivilDay.days(year: -4712, month: 1, day: 1) * 86_400
    return first...CivilDay.days(year: 9999, month: 12, day: 31) * 86_400 + 86_399
  }()

  /// Whether every moment that it may mean lies from 4713 BC to AD 9999.
  ///
  /// A time of day keeps a day's distance from either end, since a clock elsewhere shows another day.
  package var isWithinLimits: Bool {
    // Of a plain day, as most dates are, the year tells.
    if case .single(let point) = shape, point.precision == .day { return (-4712...9999).contains(point.year) }
    let margin: Int64 = hasTime ? 86_400 : 0
    let (first, last) = (Self.limits.lowerBound + margin, Self.limits.upperBound - margin)
    return [start.earliest, start.latest, end.earliest, end.latest].allSatisfy { moment in
      moment.map { (first...last).contains($0) } ?? true
    }
  }
}
