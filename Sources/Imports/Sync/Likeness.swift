import Talks

/// The similarity of two descriptions of a happening, from 0 to 1: two thirds by words, one third by dates.
///
/// Words are compared as sets, by the Jaccard index. The dates' share falls with each day between them; more than a
/// month apart they mean two happenings.
struct Likeness {
  /// The similarity from which two descriptions are of one happening, unless another is as similar.
  static let sure = 0.8
  /// The similarity from which a person has to decide.
  static let doubtful = 0.5
  private static let days = 31.0

  private let words: Set<String>
  private let day: Int32?
  private let type: String

  init(_ event: Event) {
    let text = (event.title ?? event.summary ?? event.headline).lowercased()
    words = Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    day = Dating(on: event.on, position: 0).firstDay
    type = event.type.name
  }

  func to(_ other: Likeness) -> Double {
    guard type == other.type else { return 0 }
    let apart: Double
    switch (day, other.day) {
    case (let one?, let two?): apart = Double(abs(Int64(one) - Int64(two)))
    case (nil, nil): apart = 0
    default: apart = Self.days
    }
    if apart > Self.days { return 0 }
    let all = words.union(other.words).count
    let shared = all == 0 ? 1 : Double(words.intersection(other.words).count) / Double(all)
    return (2 * shared + 1 - apart / Self.days) / 3
  }
}
