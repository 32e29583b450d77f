/// Recognises dates as people write them, to tell them how to write the same date here.
enum DateAdvice {
  private enum Word {
    /// One or two digits: a day or a month.
    case short(Int)
    case year(Int)
    /// Eight digits.
    case packed(Int)
    case month(Int)
  }

  /// The date the writer seems to have meant, as advice; `nil` when there is no telling.
  static func advice(on text: String) -> EDTF.Malformed? {
    guard let words = words(of: text), (1...3).contains(words.count) else { return nil }
    let meant: [String?]
    switch (words[0], words.count > 1 ? words[1] : nil, words.count > 2 ? words[2] : nil) {
    case (.year(let year), .short(let month), .short(let day)),
      (.year(let year), .month(let month), .short(let day)),
      (.short(let day), .month(let month), .year(let year)),
      (.month(let month), .short(let day), .year(let year)):
      meant = [iso(year, month, day)]
    case (.short(let one), .short(let other), .year(let year)):
      meant = one == other ? [iso(year, one, one)] : [iso(year, other, one), iso(year, one, other)]
    case (.month(let month), .year(let year), nil), (.year(let year), .month(let month), nil),
      (.year(let year), .short(let month), nil), (.short(let month), .year(let year), nil):
      meant = [iso(year, month, nil)]
    case (.packed(let number), nil, nil):
      meant = [iso(number / 10_000, number / 100 % 100, number % 100)]
    default: return nil
    }
    let advice = meant.compactMap(\.self)
    guard !advice.isEmpty, !advice.contains(text) else { return nil }
    return EDTF.Malformed(
      problem: "Dates are written YYYY-MM-DD: write \(advice.joined(separator: " or "))", column: 1)
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int?) -> String? {
    guard let date = CivilDay(year: year, month: month, day: day ?? 1) else { return nil }
    return day == nil ? String(date.description.dropLast(3)) : date.description
  }

  /// The numbers and month names of a short text that has nothing else but the usual signs between them.
  private static func words(of text: String) -> [Word]? {
    guard text.utf8.count <= 32 else { return nil }
    var words: [Word] = []
    for part in text.split(whereSeparator: { " ,./-".contains($0) }) {
      if part.utf8.count <= 8, let number = part.utf8.span.number(at: 0, digits: part.utf8.count) {
        switch part.utf8.count {
        case 1, 2: words.append(.short(number))
        case 4: words.append(.year(number))
        case 8: words.append(.packed(number))
        default: return nil
        }
      } else if let month = month(String(part)) {
        words.append(.month(month))
      } else {
        return nil
      }
    }
    return words
  }

  private static func month(_ word: String) -> Int? {
    let word = word.lowercased()
    guard word.utf8.count >= 3 else { return nil }
    return EDTF.monthNames.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
      ?? (word == "sept" ? 9 : nil)
  }
}
