/// A length of calendar time, such as a notice of three months.
package struct Period: Hashable, Sendable {
  package let years: Int
  package let months: Int
  package let days: Int

  /// The most of any part, so that no sum leaves the calendar.
  private static let limit = 9_999

  /// Nil where a part is negative or beyond 9,999, or all are zero.
  package init?(years: Int = 0, months: Int = 0, days: Int = 0) {
    guard [years, months, days].allSatisfy({ (0...Self.limit).contains($0) }), years + months + days > 0
    else { return nil }
    (self.years, self.months, self.days) = (years, months, days)
  }

  /// In words, such as “3 months” or “1 year, 6 months”.
  package var inWords: String {
    [(years, "year"), (months, "month"), (days, "day")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  /// The day so much later; a day that its month does not have becomes the last of that month.
  package func after(_ start: CivilDay) -> CivilDay? {
    let (year, month, day) = start.date
    let count = month - 1 + months
    let (newYear, newMonth) = (year + years + count / 12, count % 12 + 1)
    let last = CivilDay.length(ofMonth: newMonth, year: Int64(newYear))
    guard let moved = CivilDay(year: newYear, month: newMonth, day: min(day, last)) else { return nil }
    return Int32(exactly: Int64(moved.days) + Int64(days)).map(CivilDay.init(days:))
  }
}

extension Period: FieldValue {
  package static var kind: FieldKind { .period }
  package static let placeholder = Period(oneOf: 1)

  private init(oneOf days: Int) { (years, months, self.days) = (0, 0, days) }

  /// Reads ISO 8601 (`P3M`, `P1Y6M`, `P90D`, `P2W`), or a number with its unit, such as `3 months`.
  package init(typed text: String) throws(Malformed) {
    guard let period = Self.iso(text) ?? Self.words(text) else {
      throw Malformed("“\(text)” is no length of time; write “90 days”, “3 months”, “1 year”, or P1Y6M.")
    }
    self = period
  }

  /// ISO 8601, `P1Y6M`.
  package var typed: String {
    "P" + [(years, "Y"), (months, "M"), (days, "D")].filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
  }

  private static func iso(_ text: String) -> Period? {
    guard text.first == "P" else { return nil }
    var parts: [Character: Int] = [:]
    var digits = ""
    for character in text.dropFirst() {
      if character.isASCII && character.isNumber {
        digits.append(character)
      } else {
        guard "YMWD".contains(character), parts[character] == nil, let number = Int(digits) else {
          return nil
        }
        (parts[character], digits) = (number, "")
      }
    }
    guard digits.isEmpty, (parts["W"] ?? 0) <= limit else { return nil }
    return Period(
      years: parts["Y"] ?? 0, months: parts["M"] ?? 0, days: (parts["D"] ?? 0) + 7 * (parts["W"] ?? 0))
  }

  private static func words(_ text: String) -> Period? {
    let words = text.split(separator: " ")
    guard words.count == 2, words[0].allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(words[0]),
      number <= limit
    else { return nil }
    switch words[1] {
    case "day", "days": return Period(days: number)
    case "week", "weeks": return Period(days: 7 * number)
    case "month", "months": return Period(months: number)
    case "year", "years": return Period(years: number)
    default: return nil
    }
  }
}
