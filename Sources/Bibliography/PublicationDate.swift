import Talks

/// When something was published, as a bibliography has it: a date of EDTF as far as it is one, and its own words where the
/// date does not say them.
struct PublicationDate: Equatable {
  var date: EDTF?
  /// Such as `forthcoming`, `n.d.` or `[1796]`; nil where the date says it all.
  var dated: String?

  init(date: EDTF? = nil, dated: String? = nil) {
    self.date = date
    self.dated = dated
  }

  /// Reads a date as people write it.
  ///
  /// - Throws: `EDTF.Malformed` for what is written in numbers as a date is, and is none, such as `2003-02-30`.
  init(_ text: String) throws(EDTF.Malformed) {
    if let date = try? EDTF(text) {
      self.init(date: date)
    } else if let numbers = Self.numbers(text) {
      self.init(date: try EDTF(numbers))
    } else if text.hasPrefix("["), text.hasSuffix("]") {
      // It stands on no title page; the cataloguer found it elsewhere.
      self.init(date: (try? PublicationDate(trimmed(text.dropFirst().dropLast())))?.date, dated: text)
    } else if let circa = Self.circa(text) ?? Self.era(text) ?? Self.monthAndYear(text) {
      self = circa
    } else {
      self.init(date: Self.year(within: text), dated: text)
    }
  }

  /// Reads a year with a month and a day, each as people write it.
  init(year: String, month: String?, day: String?) throws(EDTF.Malformed) {
    let whole = try PublicationDate(year)
    guard let month else {
      self = whole
      return
    }
    if whole.dated == nil, let date = whole.date?.text, Self.isYear(date),
      let dates = Self.dates(year: date, month: month, day: day)
    {
      self.init(date: try EDTF(dates))
    } else {
      self.init(date: whole.date, dated: [day, month, year].compactMap(\.self).joined(separator: " "))
    }
  }

  // MARK: Parts

  private static let dashes = ["—", "–", "--", "-", "/", " and ", " & "]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  private static let seasons = ["spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24]

  private static func isNumber(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isYear(_ text: some StringProtocol) -> Bool { text.utf8.count == 4 && isNumber(text) }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The two ends of what a dash parts, or one; nil for more.
  private static func ends(_ text: String) -> [String]? {
    for dash in dashes {
      let parts = text.split(separator: dash, omittingEmptySubsequences: false)
      if parts.count == 2 { return parts.map { trimmed($0) } }
    }
    return dashes.contains { text.contains($0) } ? nil : [text]
  }

  /// `2003-8-3`, `1998-2000` and `1998-99`; nil for what has other things than numbers.
  private static func numbers(_ text: String) -> String? {
    if let ends = ends(text), ends.count == 2, let first = ends.first, let last = ends.last, isYear(first) {
      if isYear(last) { return "\(first)/\(last)" }
      if isNumber(last), last.utf8.count == 2, let end = Int(last), end > 12, last > first.suffix(2) {
        return "\(first)/\(first.prefix(2))\(last)"
      }
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), isYear(parts[0]),
      parts.dropFirst().allSatisfy({ isNumber($0) && $0.utf8.count <= 2 })
    else { return nil }
    return ([String(parts[0])] + parts.dropFirst().map { two(Int($0) ?? 0) }).joined(separator: "-")
  }

  /// `c. 1950`.
  private static func circa(_ text: String) -> PublicationDate? {
    for word in ["circa ", "about ", "ca. ", "ca ", "c. ", "ca.", "c."]
    where text.lowercased().hasPrefix(word) {
      let rest = trimmed(text.dropFirst(word.count))
      if isYear(rest) { return (try? EDTF("\(rest)~")).map { PublicationDate(date: $0) } }
    }
    return nil
  }

  /// `44 BC` is the year -43, since there was no year 0.
  private static func era(_ text: String) -> PublicationDate? {
    let words = text.replacing(".", with: "").uppercased().split(separator: " ")
    guard words.count == 2 else { return nil }
    let number = words.first(where: isNumber).flatMap { Int($0) } ?? 0
    guard (1...9_999).contains(number) else { return nil }
    let isBefore = ["BC", "BCE"].contains(words[1])
    guard isBefore || ["AD", "CE"].contains(words[0]) || ["AD", "CE"].contains(words[1]) else { return nil }
    let year = isBefore ? number - 1 : number
    let digits = String(year)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (try? EDTF((isBefore && year > 0 ? "-" : "") + padded)).map { PublicationDate(date: $0) }
  }

  /// `12 March 1999`, `March 12, 1999`, `Spring 1998`, `January--February 2003`.
  private static func monthAndYear(_ text: String) -> PublicationDate? {
    var words = text.split { $0 == " " || $0 == "," }.map(String.init)
    guard let place = words.firstIndex(where: { isYear($0) }), words.count > 1 else { return nil }
    let year = words.remove(at: place)
    let days = words.filter { isNumber($0) }
    if days.count > 1 { return nil }
    let month = words.filter { !isNumber($0) }.joined(separator: " ")
    return dates(year: year, month: month, day: days.first).flatMap { try? EDTF($0) }.map {
      PublicationDate(date: $0)
    }
  }

  /// The EDTF of a month or two, a season, or a day or two of a month; nil where one of them is not understood.
  private static func dates(year: String, month: String, day: String?) -> String? {
    guard let months = ends(month) else { return nil }
    var parts: [String] = []
    for month in months {
      let word = month.lowercased().replacing(".", with: "")
      let named =
        names.firstIndex { word.utf8.count > 3 && $0.hasPrefix(word) } ?? Self.months.firstIndex(of: word)
      let number =
        Int(word).flatMap { (1...12).contains($0) ? $0 : nil } ?? named.map { $0 + 1 } ?? seasons[word]
      guard let number else { return nil }
      parts.append("\(year)-\(two(number))")
    }
    if let day {
      guard let days = ends(day), days.allSatisfy({ isNumber($0) && $0.utf8.count <= 2 }) else { return nil }
      if parts.count == 1 { parts = days.map { _ in parts[0] } }
      guard days.count == parts.count else { return nil }
      parts = zip(parts, days).map { "\($0)-\(two(Int($1) ?? 0))" }
    }
    return parts.joined(separator: "/")
  }

  /// The year with which a text begins or ends, such as that of `2003a`.
  private static func year(within text: String) -> EDTF? {
    let digits = text.split { !$0.isASCII || !$0.isNumber }.filter { isYear($0) }
    return digits.count == 1 ? digits.first.flatMap { try? EDTF(String($0)) } : nil
  }
}
