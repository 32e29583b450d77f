/// Parses EDTF from bytes; every error names the column at which parsing stopped.
enum EDTFParser {
  typealias Malformed = EDTF.Malformed
  typealias Point = EDTF.Point

  static func shape(of text: Span<UInt8>) throws(Malformed) -> EDTF.Shape {
    guard !text.isEmpty else { throw complaint("There is no date: write one such as 2003-08-27", at: 0) }
    if let day = plainDay(in: text) { return .single(day) }
    var at = 0
    if text[0] == UInt8(ascii: "[") { return try range(in: text, at: &at) }
    let from = try end(in: text, at: &at)
    if at == text.count {
      guard case .at(let point) = from else {
        throw complaint("Only an interval may leave its start open: write ../2003-08-27", at: 0)
      }
      return .single(point)
    }
    guard text[at] == UInt8(ascii: "/") else { throw leftOver(in: text, at: at) }
    at += 1
    let second = at
    let to = try end(in: text, at: &at)
    guard at == text.count else { throw leftOver(in: text, at: at) }
    try require(from, before: to, at: second)
    return .interval(from: from, to: to)
  }

  /// `YYYY-MM-DD` in one look, since nearly every date of a log is one; `nil` for all else, right or wrong.
  @inline(__always)
  private static func plainDay(in text: Span<UInt8>) -> Point? {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = text.number(at: 0, digits: 4), let month = text.number(at: 5, digits: 2),
      let day = text.number(at: 8, digits: 2), (1...12).contains(month), day >= 1,
      day <= 28 || day <= CivilDay.length(ofMonth: month, year: Int64(year))
    else { return nil }
    return Point(year: Int64(year), month: UInt8(month), day: UInt8(day), precision: .day)
  }

  /// `[a..b]`, `[..b]` or `[a..]`.
  private static func range(in text: Span<UInt8>, at: inout Int) throws(Malformed) -> EDTF.Shape {
    at = 1
    var first = EDTF.End.open
    if text.byte(at: at) != UInt8(ascii: ".") { first = .at(try point(in: text, at: &at)) }
    guard text.byte(at: at) == UInt8(ascii: "."), text.byte(at: at + 1) == UInt8(ascii: ".") else {
      throw complaint("Between brackets two dots part the dates, as in [2003-08-27..2003-08-29]", at: at)
    }
    at += 2
    let second = at
    var last = EDTF.End.open
    if text.byte(at: at) != UInt8(ascii: "]") { last = .at(try point(in: text, at: &at)) }
    guard text.byte(at: at) == UInt8(ascii: "]") else {
      throw complaint("The bracket is not closed: end the range with ]", at: at)
    }
    guard at + 1 == text.count else { throw leftOver(in: text, at: at + 1) }
    try require(first, before: last, at: second)
    return .oneOf(first: first, last: last)
  }

  /// One end of a possible interval.
  private static func end(
    in text: Span<UInt8>, at: inout Int
  ) throws(Malformed) -> EDTF.End {
    if at == text.count || text[at] == UInt8(ascii: "/") { return .unknown }
    if text[at] == UInt8(ascii: "."), text.byte(at: at + 1) == UInt8(ascii: ".") {
      at += 2
      return .open
    }
    return .at(try point(in: text, at: &at))
  }

  /// Refuses ends in the wrong order, and two ends that say nothing.
  private static func require(
    _ from: EDTF.End, before to: EDTF.End, at column: Int
  ) throws(Malformed) {
    guard from.point != nil || to.point != nil else {
      throw complaint("At least one of the two dates must be given", at: 0)
    }
    guard let start = from.point, let end = to.point,
      let earliest = start.bounds.earliest, let latest = end.bounds.latest
    else { return }
    let shift =
      switch (start.offsetSeconds, end.offsetSeconds) {
      case (let one?, let other?): one - other
      case (nil, nil): 0
      default: 86_400  // one of the clocks is unknown
      }
    guard latest + Int64(shift) >= earliest else {
      throw complaint("The second date is before the first: put the earlier one first", at: column)
    }
  }

  /// One date or date-time with its qualifier.
  private static func point(in text: Span<UInt8>, at: inout Int) throws(Malformed) -> Point {
    var point = try date(in: text, at: &at)
    if text.byte(at: at) == UInt8(ascii: "T") {
      guard point.precision == .day else {
        throw complaint("A time of day needs a full date before it, as in 2003-08-27T15:30", at: at)
      }
      at += 1
      try readTime(into: &point, in: text, at: &at)
    }
    switch text.byte(at: at) {
    case UInt8(ascii: "?"): point.isUncertain = true
    case UInt8(ascii: "~"): point.isApproximate = true
    case UInt8(ascii: "%"):
      point.isUncertain = true
      point.isApproximate = true
    default: return point
    }
    at += 1
    return point
  }

  private static func date(in text: Span<UInt8>, at: inout Int) throws(Malformed) -> Point {
    if text.byte(at: at) == UInt8(ascii: "Y") { return try longYear(in: text, at: &at) }
    var point = try year(in: text, at: &at)
    guard text.byte(at: at) == UInt8(ascii: "-") else { return point }
    guard point.precision == .year else {
      throw complaint("A year with unspecified digits takes no month: write only 201X", at: at)
    }
    at += 1
    guard let month = try part("month", of: 1...24, in: text, at: &at) else {
      point.unspecified = .month
      guard text.byte(at: at) == UInt8(ascii: "-") else { return point }
      at += 1
      guard try part("day", of: 1...31, in: text, at: &at) == nil else {
        throw complaint("A day needs its month: write 1985-XX-XX or the month", at: at - 2)
      }
      point.unspecified = .day
      return point
    }
    guard month <= 12 || month >= 21 else {
      throw complaint(
        "There is no month \(month): months run from 01 to 12, seasons from 21 to 24", at: at - 2)
    }
    point.month = UInt8(month)
    point.precision = month > 12 ? .season : .month
    guard text.byte(at: at) == UInt8(ascii: "-") else { return point }
    guard month <= 12 else { throw complaint("A season takes no day", at: at) }
    at += 1
    guard let day = try part("day", of: 1...31, in: text, at: &at) else {
      point.unspecified = .day
      return point
    }
    let length = CivilDay.length(ofMonth: month, year: point.year)
    guard day <= length else {
      let name = EDTF.monthNames[month - 1]
      throw complaint("There is no day \(day): \(name) \(point.year) has \(length) days", at: at - 2)
    }
    point.day = UInt8(day)
    point.precision = .day
    return point
  }

  /// `Y` and a year of five to ten digits.
  private static func longYear(in text: Span<UInt8>, at: inout Int) throws(Malformed) -> Point {
    let isNegative = text.byte(at: at + 1) == UInt8(ascii: "-")
    let start = at + (isNegative ? 2 : 1)
    at = start
    while text.number(at: at, digits: 1) != nil { at += 1 }
    guard (5...10).contains(at - start), let year = text.number(at: start, digits: at - start),
      year > 9_999
    else {
      throw complaint("Y is for years of five to ten digits: write shorter ones as 0000 to 9999", at: start)
    }
    return Point(year: Int64(isNegative ? -year : year))
  }

  /// Four digits; the last or the last two may be `X`.
  private static func year(in text: Span<UInt8>, at: inout Int) throws(Malformed) -> Point {
    let isNegative = text.byte(at: at) == UInt8(ascii: "-")
    let start = isNegative ? at + 1 : at
    var known = 0
    while known < 4, text.number(at: start + known, digits: 1) != nil { known += 1 }
    at = start + known
    while at < start + 4, text.byte(at: at) == UInt8(ascii: "X") { at += 1 }
    guard at == start + 4 else {
      throw complaint("A date begins with its year in four digits, as in 2003-08-27", at: at)
    }
    guard known >= 2, let digits = text.number(at: start, digits: known) else {
      throw complaint("Only the last one or two digits of a year may be X", at: start + known)
    }
    let width: Int64 = known == 4 ? 1 : known == 3 ? 10 : 100
    let first = Int64(digits) * width
    return Point(
      year: isNegative ? 1 - first - width : first,
      precision: known == 4 ? .year : known == 3 ? .decade : .century)
  }

  /// Two digits, or `nil` for `XX`.
  private static func part(
    _ name: String, of values: ClosedRange<Int>, in text: Span<UInt8>, at: inout Int
  ) throws(Malformed) -> Int? {
    let unknown = UInt8(ascii: "X")
    if text.byte(at: at) == unknown, text.byte(at: at + 1) == unknown {
      at += 2
      return nil
    }
    guard let value = text.number(at: at, digits: 2) else {
      let advice = text.byte(at: at + 1) == unknown ? "two digits or XX" : "two digits"
      throw complaint("The \(name) takes \(advice), as in 2003-08-27", at: at)
    }
    guard values.contains(value) else {
      throw complaint("There is no \(name) \(value)", at: at)
    }
    at += 2
    return value
  }

  /// `hh:mm`, `hh:mm:ss`, and then perhaps `Z` or an offset.
  private static func readTime(
    into point: inout Point, in text: Span<UInt8>, at: inout Int
  ) throws(Malformed) {
    point.hour = try clock("hour", below: 24, in: text, at: &at)
    guard text.byte(at: at) == UInt8(ascii: ":") else {
      throw complaint("A time has hours and minutes, as in 2003-08-27T15:30", at: at)
    }
    at += 1
    point.minute = try clock("minute", below: 60, in: text, at: &at)
    point.precision = .minute
    if text.byte(at: at) == UInt8(ascii: ":") {
      at += 1
      point.second = try clock("second", below: 60, in: text, at: &at)
      point.precision = .second
    }
    switch text.byte(at: at) {
    case UInt8(ascii: "Z"):
      at += 1
      point.offsetMinutes = 0
    case UInt8(ascii: "+"): point.offsetMinutes = try offset(in: text, at: &at)
    case UInt8(ascii: "-"): point.offsetMinutes = -(try offset(in: text, at: &at))
    default: break
    }
  }

  private static func offset(in text: Span<UInt8>, at: inout Int) throws(Malformed) -> Int16 {
    let start = at
    at += 1
    let hours = Int16(try clock("offset's hour", below: 24, in: text, at: &at))
    var minutes: Int16 = 0
    if text.byte(at: at) == UInt8(ascii: ":") {
      at += 1
      minutes = Int16(try clock("offset's minute", below: 60, in: text, at: &at))
    }
    guard hours * 60 + minutes <= 15 * 60 else {
      throw complaint("No clock is more than 15 hours away from UTC", at: start)
    }
    return hours * 60 + minutes
  }

  private static func clock(
    _ name: String, below limit: Int, in text: Span<UInt8>, at: inout Int
  ) throws(Malformed) -> UInt8 {
    guard let value = text.number(at: at, digits: 2), value < limit else {
      throw complaint("The \(name) takes two digits from 00 to \(limit - 1)", at: at)
    }
    at += 2
    return UInt8(value)
  }

  private static func leftOver(in text: Span<UInt8>, at: Int) -> Malformed {
    let before = at > 0 ? text[at - 1] : 0
    let problem =
      switch text[at] {
      case UInt8(ascii: " ") where text.number(at: at + 1, digits: 2) != nil:
        "A T parts date and time, as in 2003-08-27T15:30"
      case UInt8(ascii: " "): "A date has no spaces in it"
      case UInt8(ascii: "."), UInt8(ascii: ","):
        "Times go no finer than seconds and ranges are written [a..b]"
      case _ where [UInt8(ascii: "?"), UInt8(ascii: "~"), UInt8(ascii: "%")].contains(before):
        "The sign ?, ~ or % comes once, at the end of a date"
      default: "The date is complete before this, and nothing but ?, ~, % or / may follow"
      }
    return complaint(problem, at: at)
  }

  private static func complaint(_ problem: String, at offset: Int) -> Malformed {
    Malformed(problem: problem, column: offset + 1)
  }
}
