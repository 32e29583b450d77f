extension EDTF {
  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
  ]

  /// English for people; never names a day, month or year that the expression leaves open.
  package var inWords: String {
    switch shape {
    case .single(let point): point.inWords
    case .interval(.at(let from), .at(let to)):
      from == to ? from.inWords : Self.joined(from, to, tight: "–", loose: " – ")
    case .interval(.at(let from), .unknown): "from \(from.inWords) (end unknown)"
    case .interval(.at(let from), .open): "from \(from.inWords)"
    case .interval(.unknown, let to): "until \(to.point?.inWords ?? "") (start unknown)"
    case .interval(_, let to): "until \(to.point?.inWords ?? "")"
    case .oneOf(.at(let first), .at(let last)):
      first == last
        ? first.inWords : "between " + Self.joined(first, last, tight: " and ", loose: " and ")
    case .oneOf(.at(let first), _): "\(first.preposition) or after \(first.inWords)"
    case .oneOf(_, let last): "\(last.point?.preposition ?? "in") or before \(last.point?.inWords ?? "")"
    }
  }

  /// Two dates in words, with their common parts stated once.
  private static func joined(_ one: Point, _ other: Point, tight: String, loose: String) -> String {
    guard one.isPlain, other.isPlain, one.precision == other.precision, one.year == other.year
    else {
      let isTight = one.isPlain && other.isPlain && one.precision == .year && other.precision == .year
      return one.inWords + (isTight && one.year > 999 ? tight : loose) + other.inWords
    }
    let year = yearInWords(one.year)
    switch one.precision {
    case .day where one.month == other.month:
      return "\(one.day)\(tight)\(other.day) \(monthNames[Int(one.month) - 1]) \(year)"
    case .day:
      return "\(one.day) \(monthNames[Int(one.month) - 1])\(loose)\(other.inWords)"
    case .month, .season:
      return "\(one.monthInWords)\(tight)\(other.monthInWords) \(year)"
    default:
      return one.inWords + loose + other.inWords
    }
  }

  static func yearInWords(_ year: Int64) -> String {
    switch year {
    case ..<1: "\(1 - year) BC"
    case ..<1_000: "AD \(year)"
    default: "\(year)"
    }
  }
}

extension CivilDay {
  /// Such as “7 March 2022”.
  package var inWords: String { "\(inMonth) \(EDTF.yearInWords(Int64(year)))" }

  /// The same without its year after a date of that year: “7 March”.
  package func inWords(after other: EDTF?) -> String {
    other?.last?.year == Int64(year) ? inMonth : inWords
  }

  private var inMonth: String { "\(day) \(EDTF.monthNames[month - 1])" }
}

extension EDTF.Point {
  fileprivate var isPlain: Bool {
    !isApproximate && !isUncertain && unspecified == nil
  }

  fileprivate var preposition: String {
    switch precision {
    case .second, .minute: "at"
    case .day: "on"
    default: "in"
    }
  }

  fileprivate var monthInWords: String {
    switch month {
    case 1...12: EDTF.monthNames[Int(month) - 1]
    case 21: "spring"
    case 22: "summer"
    case 23: "autumn"
    default: "winter"
    }
  }

  fileprivate var inWords: String {
    // “c. some day in May” would put the doubt in the wrong place.
    let isPhrase = unspecified != nil || precision >= .decade
    let doubts = [
      isApproximate && isPhrase ? "approximate" : nil, isUncertain ? "uncertain" : nil,
    ].compactMap(\.self)
    return (isApproximate && !isPhrase ? "c. " : "") + certainWords
      + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
  }

  private var certainWords: String {
    let yearWords = EDTF.yearInWords(year)
    let whole =
      switch precision {
      case .second, .minute: "\(day) \(monthInWords) \(yearWords), \(timeInWords)"
      case .day: "\(day) \(monthInWords) \(yearWords)"
      case .month, .season: "\(monthInWords) \(yearWords)"
      case .year: yearWords
      case .decade where year >= 1_000: "the \(year)s"
      case .decade: "between \(yearWords) and \(EDTF.yearInWords(year + 9))"
      case .century: "between \(yearWords) and \(EDTF.yearInWords(year + 99))"
      }
    return switch unspecified {
    case .day: "some day in \(whole)"
    case .month: "some month in \(whole)"
    default: whole
    }
  }

  private var timeInWords: String {
    let parts = precision == .second ? [hour, minute, second] : [hour, minute]
    let time = parts.map { UInt($0).padded(to: 2) }.joined(separator: ":")
    guard let offset = offsetMinutes else { return time }
    guard offset != 0 else { return time + " UTC" }
    let (hours, minutes) = offset.magnitude.quotientAndRemainder(dividingBy: 60)
    let sign = offset < 0 ? "−" : "+"
    return "\(time) UTC\(sign)\(UInt(hours).padded(to: 2)):\(UInt(minutes).padded(to: 2))"
  }
}
