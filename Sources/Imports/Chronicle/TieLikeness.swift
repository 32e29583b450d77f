import Talks

/// How like a row is to a thing of which it may speak, from 0 to 1.
///
/// It is made of words (0.55), time (0.15), parties (0.1), track (0.1) and the order of acts (0.1):
///
/// - *words*: the weights of the words that both have, 1 where they come to 1.2; or the share of the row's title that
///   the thing's titles have, whichever is more. Words of summaries count half.
/// - *time*: 1 on the day of what was last heard of the thing, half of that 180 days later, and so on; and 1 where the
///   row names the year or the month of the thing.
/// - *parties*: the share of the parties of the one that are parties of the other, whichever share is more; a half
///   where one has none.
/// - *track*: 1 for the same, a half where one has none.
/// - *order*: 0 for an act done once more after more than two years, a half for a confirmation of what nobody has carried
///   out, else 1.
struct TieLikeness {
  /// The likeness from which a row is taken to speak of a thing, where their titles share a word and no other thing is
  /// as like.
  static let sure = 0.8
  /// The likeness from which a person is asked.
  static let doubtful = 0.5

  let value: Double
  /// The weights of the words that both have.
  let words: Double
  /// Whether their titles have a word in common.
  let sharesTitle: Bool

  init(
    of row: ChronicleRow, _ use: ChronicleWord.Use, _ type: String, to thing: ChronicleThing,
    _ weights: WordWeights
  ) {
    let (own, other) = (row.wording, thing.wording)
    var (shared, ofTitle, title) = (0.0, 0.0, 0.0)
    for (word, share) in own.shares {
      let weight = weights.weight(word)
      let there = max(other.shares[word] ?? 0, other.joined[word] ?? 0)
      shared += weight * min(share, there)
      if share == 1 {
        title += weight
        if there == 1 { ofTitle += weight }
      }
    }
    for (word, share) in own.joined where own.shares[word] == nil {
      guard let there = other.shares[word] else { continue }
      shared += weights.weight(word) * min(share, there)
      if share == 1, there == 1 { ofTitle += weights.weight(word) }
    }
    words = shared
    sharesTitle = ofTitle > 0
    let hasTitle = thing.titles.contains(row.title)
    let cover = title == 0 ? 0 : min(1, ofTitle / title) * min(1, ofTitle / 0.5)
    let likeWords = hasTitle ? 1 : min(1, max(shared / 1.2, cover))

    let isNamed = thing.isNamed(by: own, on: row.date)
    let days = thing.days(until: row.date)
    let time = isNamed ? 1 : 180 / (180 + Double(days))
    let common = Double(thing.parties.intersection(row.parties).count)
    let fewest = Double(min(thing.parties.count, row.parties.count))
    let parties = fewest == 0 ? 0.5 : common / fewest
    let track: Double =
      if let track = row.track, !thing.tracks.isEmpty { thing.tracks.contains(track) ? 1 : 0 } else { 0.5 }
    let order: Double =
      if thing.lastAct == type, days > 731, !isNamed {
        0
      } else if use == .confirming, thing.stage != .done, thing.stage != .confirmed {
        0.5
      } else {
        1
      }
    let sum = 0.55 * likeWords + 0.15 * time + 0.1 * parties + 0.1 * track + 0.1 * order
    // One title is one thing, whatever lies between, unless an act is done once more.
    value = hasTitle && order == 1 ? max(sum, 0.9) : sum
  }

  /// From 0 to 100.
  var percent: Int { Int((value * 100).rounded()) }

  /// Whether another is about as like, so that nothing can be sure.
  func isRivalled(by other: TieLikeness) -> Bool {
    other.value > value - 0.1 && other.words > words * 0.8
  }
}
