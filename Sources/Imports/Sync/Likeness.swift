import Talks

/// How like two tellings of a happening are, from 0 to 1: two thirds their words, one third their dates.
///
/// Words are compared as sets: those in both, of those in either (Jaccard). Dates count less with each day between
/// them, and more than a month apart they tell two happenings.
struct Likeness {
  /// From here on two tellings are of one happening, if nothing else is as like.
  static let sure = 0.8
  /// From here on a person has to say.
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
