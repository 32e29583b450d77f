/// The words of a search, as PostgreSQL is to take them.
struct SearchQuery {
  /// In the notation of `websearch_to_tsquery`, folded; a word with characters that stand apart is a phrase of them.
  private(set) var text = ""
  /// Its runs of characters that stand apart, as they stand in a folded text, except those that must not be there.
  private(set) var runs: [String.UnicodeScalarView] = []
  /// The words with letters beyond ASCII, as they were typed and folded.
  private(set) var foreign: [(typed: String, folded: String)] = []
  /// Whether one word or another is enough.
  private(set) var hasChoice = false
  /// Whether words must follow each other.
  private(set) var hasPhrase = false

  init(_ typed: String) {
    let typed = String(typed.map { "“”„«»".contains($0) ? "\"" : $0 == "\\" ? " " : $0 })
    var isQuoted = false
    for (place, part) in typed.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if place > 0 {
        text += "\""
        isQuoted.toggle()
      }
      let isDenied = isQuoted && typed[..<part.startIndex].dropLast().last == "-"
      if isQuoted {
        text += note(part, isDenied: isDenied)
        hasPhrase = true
        continue
      }
      text += part.split(separator: " ", omittingEmptySubsequences: false).map { word in
        if word.lowercased() == "or" { hasChoice = true }
        let isDenied = word.first == "-"
        let folded = note(isDenied ? word.dropFirst() : word, isDenied: isDenied)
        if !folded.unicodeScalars.contains(where: Folded.standsApart) { return Folded(String(word)).text }
        hasPhrase = true
        return "\(isDenied ? "-" : "")\"\(folded)\""
      }.joined(separator: " ")
    }
  }

  /// The folded form of a word, or of a phrase.
  private mutating func note(_ typed: Substring, isDenied: Bool) -> String {
    let folded = Folded(String(typed)).text
    if folded.utf8.contains(where: { $0 >= 0x80 }) || typed.unicodeScalars.contains(where: Self.isForeign) {
      foreign.append((String(typed), folded))
    }
    if isDenied { return folded }
    var run: [Unicode.Scalar] = []
    func isPart(_ scalar: Unicode.Scalar) -> Bool {
      Folded.standsApart(scalar) || scalar == " " || scalar.properties.isAlphabetic && scalar.value >= 0xE00
        || scalar.properties.canonicalCombiningClass.rawValue > 0
    }
    for scalar in Array(folded.unicodeScalars) + ["\u{0}"] {
      if isPart(scalar) && (!run.isEmpty || Folded.standsApart(scalar)) {
        run.append(scalar)
        continue
      }
      while run.last == " " { run.removeLast() }
      if !run.isEmpty {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: run)
        runs.append(view)
      }
      run = []
    }
    return folded
  }

  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x80 && isWritten(scalar)
  }

  /// Whether it is a letter, a digit or a symbol that somebody may look for, not a sign between words.
  static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return false }
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return true }
    switch scalar.properties.generalCategory {
    case .otherSymbol, .currencySymbol, .mathSymbol: return true
    default: return false
    }
  }
}
