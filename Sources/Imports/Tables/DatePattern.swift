import Talks

/// A date format of strptime(3), such as `%d/%m/%Y`; absent parts are left open in EDTF.
struct DatePattern: Hashable, Sendable {
  let text: String
  private let pieces: [Piece]

  private enum Piece: Hashable {
    case year, month, monthName, day, hour, minute, second, weekday
    /// A white space matches any number of them.
    case space
    case literal(Character)
  }

  private static let directives: [(letter: Character, piece: Piece)] = [
    ("Y", .year), ("m", .month), ("d", .day), ("B", .monthName), ("b", .monthName), ("H", .hour),
    ("M", .minute), ("S", .second), ("A", .weekday), ("a", .weekday), ("%", .literal("%")),
  ]

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  /// Dates that are EDTF already.
  static let edtf = DatePattern()

  private init() {
    text = "edtf"
    pieces = []
  }

  init(_ text: String) throws(Malformed) {
    if text == Self.edtf.text {
      self = Self.edtf
      return
    }
    var pieces: [Piece] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        pieces.append(character.isWhitespace ? .space : .literal(character))
        continue
      }
      let letter = rest.popFirst()
      guard let found = Self.directives.first(where: { $0.letter == letter }) else {
        throw Malformed(
          "“\(text)” is no way to write dates: after % comes one of \(Self.directives.map { String($0.letter) }.joined(separator: " ")). Or write “edtf”."
        )
      }
      pieces.append(found.piece)
    }
    let has = Set(pieces.map { $0 == .monthName ? .month : $0 })
    let coarser: [(Piece, Piece)] = [
      (.month, .year), (.day, .month), (.hour, .day), (.minute, .hour), (.hour, .minute), (.second, .minute),
    ]
    guard has.contains(.year), coarser.allSatisfy({ !has.contains($0) || has.contains($1) }) else {
      throw Malformed(
        "“\(text)” leaves out a part of the date: a day needs its month, a month its year (%Y), a time its day."
      )
    }
    self.text = text
    self.pieces = pieces
  }

  /// The EDTF of a date that is written so, as fine as it is written; nil where it is not.
  func edtf(_ text: String) -> String? {
    if self == Self.edtf { return (try? EDTF(text)) == nil ? nil : text }
    var parts: [Piece: Int] = [:]
    var rest = text[...]
    for piece in pieces {
      switch piece {
      case .literal(let character): guard rest.popFirst() == character else { return nil }
      case .space:
        guard rest.first?.isWhitespace == true else { return nil }
        rest = rest.drop { $0.isWhitespace }
      case .weekday, .monthName:
        let word = rest.prefix { $0.isLetter }.lowercased()
        rest = rest.dropFirst(word.count)
        if piece == .weekday { continue }
        // May is its own abbreviation; “Sept” is as usual as “Sep”.
        guard word.count >= 3, let month = Self.months.firstIndex(where: { $0.hasPrefix(word) }),
          word.count <= 4 || word == Self.months[month]
        else { return nil }
        parts[.month] = month + 1
      case .year, .month, .day, .hour, .minute, .second:
        let digits = rest.prefix(piece == .year ? 4 : 2).prefix { $0.isASCII && $0.isNumber }
        guard piece != .year || digits.count == 4, let number = Int(digits) else { return nil }
        rest = rest.dropFirst(digits.count)
        parts[piece] = number
      }
    }
    guard rest.isEmpty else { return nil }
    func part(_ piece: Piece, _ before: String, width: Int = 2) -> String {
      guard let number = parts[piece] else { return "" }
      let digits = String(number)
      return before + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date =
      part(.year, "", width: 4) + part(.month, "-") + part(.day, "-") + part(.hour, "T") + part(.minute, ":")
      + part(.second, ":")
    return (try? EDTF(date)) == nil ? nil : date
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
