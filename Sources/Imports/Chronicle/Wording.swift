import Glibc
import Talks

/// The words of a title and a summary by which things are told apart.
///
/// Endings, names of the parties, and words that only join others or say what kind of act it was are left out.
struct Wording {
  /// The words of the title.
  private(set) var title: Set<String> = []
  /// All words with their share: 1 for one of a title, a half for one of a summary.
  private(set) var shares: [String: Double] = [:]
  /// Neighbouring words written as one, with their share: “shut down” is also `shutdown`.
  private(set) var joined: [String: Double] = [:]
  /// The years that the texts name.
  private(set) var years: Set<Int> = []
  /// The months that the texts name, from 1.
  private(set) var months: Set<Int> = []

  init() {}

  /// - Parameter parties: their names do not count.
  init(title: String?, summary: String?, parties: [PartyID]) {
    let names = Set(parties.flatMap { $0.words })
    if let title { self.add(title, 1, without: names) }
    if let summary { self.add(summary, 0.5, without: names) }
  }

  /// Adds the words of another text about the same thing.
  mutating func take(_ other: Wording) {
    title.formUnion(other.title)
    shares.merge(other.shares, uniquingKeysWith: max)
    joined.merge(other.joined, uniquingKeysWith: max)
  }

  private mutating func add(_ text: String, _ share: Double, without names: Set<String>) {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.prefix(InputLimits.words.value)
    var before = ""
    for (index, word) in words.enumerated() {
      note(date: word, isFirst: index == 0)
      let lower = word.lowercased()
      if !Self.isName(lower, among: names), !Self.empty.contains(lower) {
        let stem = Self.stem(lower)
        shares[stem] = max(shares[stem] ?? 0, share)
        if share == 1 { title.insert(stem) }
      }
      if !before.isEmpty {
        let both = Self.stem(before + lower)
        joined[both] = max(joined[both] ?? 0, share)
      }
      before = lower
    }
  }

  /// Whether a word is one of the names, perhaps with an ending: “Koreans” are Korea's.
  private static func isName(_ word: String, among names: Set<String>) -> Bool {
    let length = word.utf8.count
    let stems = length > 4 ? (max(4, length - 3)..<length).compactMap { String(word.utf8.prefix($0)) } : []
    return names.contains(word) || stems.contains(where: names.contains)
  }

  private mutating func note(date word: Substring, isFirst: Bool) {
    if word.count == 4, let year = Int(word), (1000...2999).contains(year) { years.insert(year) }
    // A sentence may begin with “May”.
    if !isFirst, let month = Self.months.firstIndex(of: word) { months.insert(month + 1) }
  }

  /// A word without the endings of English, and no longer than six letters.
  private static func stem(_ word: String) -> String {
    var word = word[...]
    if word.count > 4, word.hasSuffix("s"), !word.hasSuffix("ss") { word = word.dropLast() }
    if word.count > 5, word.hasSuffix("ing") {
      word = word.dropLast(3)
    } else if word.count > 4, word.hasSuffix("ed") {
      word = word.dropLast(2)
    } else if word.count > 5, word.hasSuffix("e") {
      word = word.dropLast()
    }
    return word.contains("-") ? String(word) : String(word.prefix(6))
  }

  private static let months: [Substring] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// Words that join others, and words for acts, which the type of a row says already.
  private static let empty = Set(
    """
    a about after again against all also an and announce announced announces are as at be been before began begin \
    begins begun between but by can confirm confirmed confirms could declare declared declares decide decided \
    decides down during end ended ends first for from had halt halts has have he her his how in into is it its more \
    no nor not of off on one open opened opens or out over put resume resumed resumes said same say says second she \
    sign signed signs start started starts stop stopped stops still suspend suspended suspends than that the their \
    then there they third this to too two under until up was were what when where which while who will with without \
    would
    """.split(separator: " ").map(String.init))
}

extension PartyID {
  /// The words of its names, in lower case, that are long enough to be recognised.
  fileprivate var words: [String] {
    (names.flatMap { $0.split { !$0.isLetter } } + [slug.text[...]]).map { $0.lowercased() }
  }
}

/// How much each word tells, by how rare it is among the texts of a file and of the processes that it is about.
struct WordWeights {
  private var counts: [String: Int] = [:]
  private var texts = 0

  mutating func count(_ wording: Wording) {
    texts += 1
    for word in wording.shares.keys { counts[word, default: 0] += 1 }
  }

  /// 1 for a word that only one other text has, and less for one that more have.
  func weight(_ word: String) -> Double {
    let others = max(1, (counts[word] ?? 0) - 1)
    guard texts > 1 else { return 1 }
    return log(Double(texts + 1) / Double(others)) / log(Double(texts + 1))
  }
}
