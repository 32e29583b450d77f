/// A day of the proleptic Gregorian calendar, without time or place.
package struct CivilDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package var days: Int32

  package init(days: Int32) {
    self.days = days
  }

  /// `nil` when the calendar has no such day, or when it lies beyond some five million years.
  package init?(year: Int, month: Int, day: Int) {
    guard (-5_000_000...5_000_000).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.length(ofMonth: month, year: Int64(year))
    else { return nil }
    days = Int32(Self.days(year: Int64(year), month: month, day: day))
  }

  /// Reads `YYYY-MM-DD`, with `-` before years below zero; `nil` for anything else.
  package init?(iso: String) {
    let bytes = iso.utf8.span
    let sign = bytes.count == 11 && bytes[0] == UInt8(ascii: "-") ? 1 : 0
    guard bytes.count == 10 + sign,
      let year = bytes.number(at: sign, digits: 4), bytes[sign + 4] == UInt8(ascii: "-"),
      let month = bytes.number(at: sign + 5, digits: 2), bytes[sign + 7] == UInt8(ascii: "-"),
      let day = bytes.number(at: sign + 8, digits: 2)
    else { return nil }
    self.init(year: sign == 1 ? -year : year, month: month, day: day)
  }

  /// The day of a moment of the wall clock; `nil` beyond the range of ``days``.
  package init?(civilSeconds: Int64) {
    guard let days = Int32(exactly: civilSeconds.flooredQuotient(by: 86_400)) else { return nil }
    self.days = days
  }

  package var year: Int { date.year }
  package var month: Int { date.month }
  package var day: Int { date.day }

  /// Whether it is the last day of its month.
  package var endsMonth: Bool { CivilDay(days: days &+ 1).day == 1 }

  /// Year (0 is 1 BC), month 1–12 and day 1–31, found in one go.
  package var date: (year: Int, month: Int, day: Int) {
    // Counted from 0000-03-01, so that a leap day is the last day of its year.
    let shifted = Int64(days) + Self.daysFromMarchYearZero
    let era = shifted.flooredQuotient(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1))
  }

  /// The first second of the day on the wall clock.
  package var firstSecond: Int64 { Int64(days) * 86_400 }

  /// The last second of the day on the wall clock.
  package var lastSecond: Int64 { firstSecond + 86_399 }

  package static func < (one: CivilDay, other: CivilDay) -> Bool { one.days < other.days }

  /// ISO 8601, `2003-08-27`; years beyond four digits carry a sign, as in `+12003-08-27`.
  package var description: String {
    let (year, month, day) = date
    let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
    return
      "\(sign)\(year.magnitude.padded(to: 4))-\(month.magnitude.padded(to: 2))-\(day.magnitude.padded(to: 2))"
  }
}

extension CivilDay {
  private static let daysFromMarchYearZero: Int64 = 719_468

  /// The days from 1970-01-01 to a valid date, for any year whose seconds fit in 64 bits.
  static func days(year: Int64, month: Int, day: Int) -> Int64 {
    let years = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return 365 * years + (years >> 2) - years.flooredQuotient(by: 100) + years.flooredQuotient(by: 400)
      + Int64(dayOfYear) - daysFromMarchYearZero
  }

  /// 28 to 31.
  static func length(ofMonth month: Int, year: Int64) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity, for moments before 1970; the divisor is positive.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self < quotient * divisor ? quotient - 1 : quotient
  }
}

extension UInt {
  func padded(to width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}

extension Span<UInt8> {
  /// The number in exactly the given count of ASCII digits; `nil` for fewer or for other characters.
  @inline(__always)
  func number(at start: Int, digits: Int) -> Int? {
    guard start + digits <= count else { return nil }
    var number = 0
    for index in start..<start + digits {
      let digit = self[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// The byte at a place, or 0 past the end.
  func byte(at index: Int) -> UInt8 {
    index < count ? self[index] : 0
  }
}
