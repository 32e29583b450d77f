import Talks

/// The similarity of two descriptions of a happening, from 0 to 1, by all that they say.
///
/// Their words count six parts: those of titles, summaries and other texts, as the share that is in both (Dice). The
/// date counts two, less with each day between them and nothing beyond a month; sources count one, and so do all other
/// fields together, each as the share of values that are in both. What neither says does not count.
struct Likeness {
  /// The similarity from which two descriptions are of one happening, unless another is nearly as similar.
  static let sure = 0.8
  /// The similarity from which a person has to decide.
  static let doubtful = 0.5
  /// How much less similar any other has to be.
  static let margin = 0.1
  private static let days = 31.0
  /// From which share of common words two texts are one, whatever else has changed.
  private static let sameText = 0.95
  /// The fewest words of which that can be said.
  private static let longText = 8

  private let words: [String: Int]
  private let day: Int32?
  private let sources: Set<String>
  private let others: [String: Set<String>]
  private let type: String

  init(_ event: Event) {
    let texts = Set((Event.commonFields + event.type.fields).filter { $0.kind == .text }.map(\.name))
    var words: [String: Int] = [:]
    var others: [String: Set<String>] = [:]
    for (field, values) in event.said where field != "on" && field != "sources" {
      if texts.contains(field) {
        for word in values.joined(separator: " ").lowercased().split(
          maxSplits: InputLimits.words.value, whereSeparator: { !$0.isLetter && !$0.isNumber }
        ).prefix(InputLimits.words.value) { words[String(word), default: 0] += 1 }
      } else {
        others[field] = Set(values)
      }
    }
    self.words = words
    self.others = others
    sources = Set(event.said["sources"] ?? [])
    day = Dating(on: event.on, position: 0).firstDay
    type = event.type.name
  }

  /// How like another is, and whether their texts alone say that both are of one happening.
  func to(_ other: Likeness) -> (value: Double, isOneText: Bool) {
    guard type == other.type else { return (0, false) }
    var (sum, parts) = (0.0, 0.0)
    func count(_ value: Double, _ weight: Double) { (sum, parts) = (sum + value * weight, parts + weight) }
    let size = words.values.reduce(0, +) + other.words.values.reduce(0, +)
    let common = words.reduce(0) { $0 + min($1.value, other.words[$1.key] ?? 0) }
    let text = size == 0 ? 0 : 2 * Double(common) / Double(size)
    if size > 0 { count(text, 6) }
    if day != nil || other.day != nil {
      let apart =
        if let day, let day2 = other.day { Double(abs(Int64(day) - Int64(day2))) } else { Self.days }
      count(1 - min(apart, Self.days) / Self.days, 2)
    }
    if !sources.isEmpty || !other.sources.isEmpty { count(share(sources, other.sources), 1) }
    let fields = Set(others.keys).union(other.others.keys)
    if !fields.isEmpty {
      let shares = fields.map { share(others[$0] ?? [], other.others[$0] ?? []) }
      count(shares.reduce(0, +) / Double(fields.count), 1)
    }
    return (parts == 0 ? 1 : sum / parts, text >= Self.sameText && size >= 2 * Self.longText)
  }

  private func share(_ one: Set<String>, _ other: Set<String>) -> Double {
    Double(one.intersection(other).count) / Double(max(1, one.union(other).count))
  }
}
