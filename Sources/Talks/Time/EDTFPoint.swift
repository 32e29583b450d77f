extension EDTF {
  /// The relation of the dates of an expression.
  enum Shape: Sendable {
    case single(Point)
    case interval(from: End, to: End)
    case oneOf(first: End, last: End)
  }

  /// One end of an interval or range: a date, `..`, or nothing written.
  enum End: Sendable {
    case at(Point)
    case open
    case unknown

    var point: Point? {
      if case .at(let point) = self { point } else { nil }
    }

    var bounds: Bounds { point?.bounds ?? .unbounded }
  }

  /// One date or date-time; the parts finer than its precision are zero.
  struct Point: Hashable, Sendable {
    /// Of a decade or a century the first; 0 is 1 BC.
    var year: Int64
    /// 1–12, or 21–24 for a season.
    var month = 0 as UInt8
    var day = 0 as UInt8
    var hour = 0 as UInt8
    var minute = 0 as UInt8
    var second = 0 as UInt8
    var precision = Precision.year
    /// The finest part written `XX`: `.day`, `.month` or none.
    var unspecified: Precision?
    var isApproximate = false
    var isUncertain = false
    var offsetMinutes: Int16?

    var hasTime: Bool { precision <= .minute }
    var offsetSeconds: Int? { offsetMinutes.map { Int($0) * 60 } }

    var bounds: Bounds {
      switch precision {
      case .second, .minute:
        let start = midnight(year, month, day) + Int64(hour) * 3_600 + Int64(minute) * 60 + Int64(second)
        return Bounds(earliest: start, latest: precision == .second ? start : start + 59)
      case .day:
        let start = midnight(year, month, day)
        return Bounds(earliest: start, latest: start + 86_399)
      case .month: return months(from: month, count: 1)
      case .season: return months(from: (month - 20) * 3, count: 3)
      case .year: return years(1)
      case .decade: return years(10)
      case .century: return years(100)
      }
    }

    private func years(_ count: Int64) -> Bounds {
      Bounds(earliest: midnight(year, 1, 1), latest: midnight(year + count, 1, 1) - 1)
    }

    /// Winter begins in December and so runs into the next year.
    private func months(from first: UInt8, count: UInt8) -> Bounds {
      let next = first + count
      let end = next > 12 ? midnight(year + 1, next - 12, 1) : midnight(year, next, 1)
      return Bounds(earliest: midnight(year, first, 1), latest: end - 1)
    }

    private func midnight(_ year: Int64, _ month: UInt8, _ day: UInt8) -> Int64 {
      CivilDay.days(year: year, month: Int(month), day: Int(day)) * 86_400
    }
  }
}
