import Talks

/// A way to write dates: a format of strptime(3), such as `%d/%m/%Y`, EDTF, or the day numbers of a workbook.
///
/// Absent parts are left open in EDTF. A format with two dates, such as `%d–%d %B %Y`, is of an interval.
struct DatePattern: Hashable, Sendable {
  let text: String
  private let form: Notation

  private enum Notation: Hashable {
    case edtf
    /// Days since this one, counted from 1970-01-01; a fraction is a time of day.
    case serial(Int32)
    case pieces([Piece])
  }

  private enum Piece: Hashable {
    case year, month, monthName, day, hour, minute, second, weekday
    /// A white space matches any number of them.
    case space
    /// Any dash, with or without spaces around it.
    case dash
    case literal(Character)

    /// The part of a date that it gives; nil for what is passed over.
    var part: Piece? {
      switch self {
      case .monthName: .month
      case .year, .month, .day, .hour, .minute, .second: self
      case .weekday, .space, .dash, .literal: nil
      }
    }
  }

  private static let directives: [(letter: Character, piece: Piece)] = [
    ("Y", .year), ("m", .month), ("d", .day), ("B", .monthName), ("b", .monthName), ("H", .hour),
    ("M", .minute), ("S", .second), ("A", .weekday), ("a", .weekday), ("%", .literal("%")),
  ]

  /// The parts of a date, from the coarsest.
  private static let parts: [Piece] = [.year, .month, .day, .hour, .minute, .second]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private static let dashes: Set<Character> = ["-", "‐", "‑", "‒", "–", "—", "−"]

  /// Dates that are EDTF already.
  static let edtf = DatePattern("edtf", .edtf)
  /// The day numbers of a workbook: 1 is 31 December 1899. Programs differ before 1 March 1900, which is 61.
  static let serial = DatePattern("serial", .serial(-25_569))
  /// The day numbers of a workbook that counts from 1904: 0 is 1 January.
  static let serial1904 = DatePattern("serial-1904", .serial(-24_107))

  private static let named = [edtf, serial, serial1904]

  private init(_ text: String, _ form: Notation) {
    self.text = text
    self.form = form
  }

  init(_ text: String) throws(Malformed) {
    if let named = Self.named.first(where: { $0.text == text }) {
      self = named
      return
    }
    var pieces: [Piece] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        pieces.append(character.isWhitespace ? .space : character == "–" ? .dash : .literal(character))
        continue
      }
      let letter = rest.popFirst()
      guard let found = Self.directives.first(where: { $0.letter == letter }) else {
        throw Malformed(
          "“\(text)” is no way to write dates: after % comes one of \(Self.directives.map { String($0.letter) }.joined(separator: " ")). Or write \(Self.named.map { "“\($0.text)”" }.joined(separator: ", "))."
        )
      }
      pieces.append(found.piece)
    }
    // The dash takes the spaces around it.
    pieces = pieces.indices.compactMap { index in
      let besides = [index - 1, index + 1].filter(pieces.indices.contains).map { pieces[$0] }
      return pieces[index] == .space && besides.contains(.dash) ? nil : pieces[index]
    }
    let order = pieces.compactMap(\.part)
    let given = Dictionary(order.map { ($0, 1) }, uniquingKeysWith: +)
    try Self.checkSpan(order, given, text)
    let has = Self.parts.prefix { given[$0] != nil }
    guard !has.isEmpty, has.count == given.count, given[.hour] == nil || given[.minute] != nil else {
      throw Malformed(
        "“\(text)” leaves out a part of the date: a day needs its month, a month its year (%Y), a time its day."
      )
    }
    self.init(text, .pieces(pieces))
  }

  /// Sees to it that parts that stand twice are those of two dates, which share what is coarser.
  private static func checkSpan(_ order: [Piece], _ given: [Piece: Int], _ text: String) throws(Malformed) {
    guard let first = order.firstIndex(where: { given[$0] != 1 }),
      let last = order.lastIndex(where: { given[$0] != 1 })
    else { return }
    let finest = parts.filter { given[$0] != nil }
    let shared = finest.prefix { given[$0] == 1 }
    guard finest.dropFirst(shared.count).allSatisfy({ given[$0] == 2 }),
      order[first...last].allSatisfy({ given[$0] == 2 })
    else {
      throw Malformed(
        "“\(text)” says a part of the date twice: two dates, as in “%d/%m/%Y–%d/%m/%Y” or “%d–%d %B %Y”, are those of an interval, and differ from some part down to the finest."
      )
    }
  }

  /// Whether dates written so may have a time of day.
  var mayHaveTime: Bool {
    switch form {
    case .edtf, .serial: true
    case .pieces(let pieces): pieces.contains(.hour)
    }
  }

  /// The EDTF of a date that is written so, as fine as it is written; nil where it is not.
  func edtf(_ text: String) -> String? {
    let date: String?
    switch form {
    case .edtf: date = text
    case .serial(let origin): date = Self.day(numbered: text, from: origin)
    case .pieces(let pieces): date = Self.date(text, pieces)
    }
    return date.flatMap { (try? EDTF($0)) == nil ? nil : $0 }
  }

  /// The day of a number such as `37860`, with the time of day where it has a fraction.
  private static func day(numbered text: String, from origin: Int32) -> String? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int32(parts[0]), (61...2_958_465).contains(whole), let number = Double(text)
    else { return nil }
    let seconds = Int(((number - Double(whole)) * 86_400).rounded())
    let day = CivilDay(days: origin + whole + (seconds == 86_400 ? 1 : 0))
    if seconds % 86_400 == 0 { return day.description }
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    return "\(day)T\(padded(hour)):\(padded(minute))" + (second == 0 ? "" : ":\(padded(second))")
  }

  private static func padded(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func date(_ text: String, _ pieces: [Piece]) -> String? {
    var (first, second): ([Piece: Int], [Piece: Int]) = ([:], [:])
    var rest = text[...]
    for piece in pieces {
      switch piece {
      case .literal(let character): guard rest.popFirst() == character else { return nil }
      case .space:
        guard rest.first?.isWhitespace == true else { return nil }
        rest = rest.drop { $0.isWhitespace }
      case .dash:
        rest = rest.drop { $0.isWhitespace }
        guard let dash = rest.popFirst(), dashes.contains(dash) else { return nil }
        rest = rest.drop { $0.isWhitespace }
      case .weekday, .monthName:
        let word = rest.prefix { $0.isLetter }.lowercased()
        rest = rest.dropFirst(word.count)
        if piece == .monthName, rest.first == ".", word.count <= 4 { rest = rest.dropFirst() }
        if piece == .weekday { continue }
        guard let month = month(word) else { return nil }
        if first[.month] == nil { first[.month] = month } else { second[.month] = month }
      case .year, .month, .day, .hour, .minute, .second:
        let digits = rest.prefix(piece == .year ? 4 : 2).prefix { $0.isASCII && $0.isNumber }
        guard piece != .year || digits.count == 4, let number = Int(digits) else { return nil }
        rest = rest.dropFirst(digits.count)
        if first[piece] == nil { first[piece] = number } else { second[piece] = number }
      }
    }
    guard rest.isEmpty else { return nil }
    let start = edtf(first)
    return second.isEmpty ? start : interval(start, edtf(first.merging(second) { $1 }))
  }

  /// The number of a month by its English name or an abbreviation of it.
  static func month(_ text: String) -> Int? {
    let word = text.lowercased()
    // May is its own abbreviation; “Sept” is as usual as “Sep”.
    guard word.count >= 3, let month = months.firstIndex(where: { $0.hasPrefix(word) }),
      word.count <= 4 || word == months[month]
    else { return nil }
    return month + 1
  }

  private static func edtf(_ given: [Piece: Int]) -> String {
    let before: [Piece: String] = [.month: "-", .day: "-", .hour: "T", .minute: ":", .second: ":"]
    return parts.prefix { given[$0] != nil }.map { part in
      (before[part] ?? "") + padded(given[part] ?? 0, to: part == .year ? 4 : 2)
    }.joined()
  }

  /// The interval between two dates of EDTF, or one date where they are the same; nil where they stand the wrong way
  /// round.
  static func interval(_ start: String, _ end: String) -> String? {
    if start == end { return start }
    guard let one = try? EDTF(start), let other = try? EDTF(end) else { return nil }
    if let begun = one.start.earliest, let ended = other.end.latest, ended < begun { return nil }
    return "\(start)/\(end)"
  }

  /// The EDTF of a text by the first of some ways of writing that it follows.
  static func edtf(_ text: String, in patterns: [DatePattern]) throws(Malformed) -> String {
    if patterns == [edtf] { return try EDTF(typed: text).text }
    for pattern in patterns {
      if let date = pattern.edtf(text) { return date }
    }
    let ways = patterns.map { "“\($0.text)”" }.joined(separator: " or ")
    throw Malformed(
      "“\(text)” is no date written as \(ways); mend it, or add its form to “format” in the map.")
  }
}

/// The times of day in a date of EDTF.
enum ClockTimes {
  case none, midnight, other

  init(_ date: String) {
    let times = date.split(separator: "/").compactMap { (end: Substring) -> Substring? in
      end.firstIndex(of: "T").map { end[end.index(after: $0)...] }
    }
    let isMidnight = times.allSatisfy { time in
      time.hasPrefix("00:00") && !time.dropFirst(5).hasPrefix(":") || time.hasPrefix("00:00:00")
    }
    self = times.isEmpty ? .none : isMidnight ? .midnight : .other
  }

  /// The date without times of day.
  static func removed(from date: String) -> String {
    let days = date.split(separator: "/", omittingEmptySubsequences: false).map { end in
      String(end.prefix { $0 != "T" })
    }
    return days.count == 2 ? DatePattern.interval(days[0], days[1]) ?? date : days.joined(separator: "/")
  }
}
