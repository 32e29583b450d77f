/// How far what two parties want first on an issue is apart, reckoned in two ways: by the last words of each alone, and
/// with all that either stated before and has not given up.
package struct Distance: Sendable {
  package let one: Stance
  package let other: Stance
  /// What each stated before its last words, has not repeated in them, and has not certainly given up.
  package let unrepeatedByOne: [Precondition]
  package let unrepeatedByOther: [Precondition]

  /// The preconditions common to both, in the words of the one.
  package var shared: [String] {
    let own = onlyOne
    return one.position.preconditions.filter { !own.contains($0) }
  }
  package var onlyOne: [String] { one.position.without(other.position) }
  package var onlyOther: [String] { other.position.without(one.position) }

  /// The part of all that either wants first, by its last words, that they do not share, in per cent, rounded (the
  /// Jaccard distance); nil where either states nothing that it wants first.
  package var percent: Int? {
    Self.percent(one.position.preconditions, other.position.preconditions)
  }

  /// The same with what was not repeated.
  package var percentWithUnrepeated: Int? {
    Self.percent(
      one.position.preconditions + unrepeatedByOne.map(\.text),
      other.position.preconditions + unrepeatedByOther.map(\.text))
  }

  private static func percent(_ one: [String], _ other: [String]) -> Int? {
    let (one, other) = (Set(one.map(\.asWanted)), Set(other.map(\.asWanted)))
    if one.isEmpty || other.isEmpty { return nil }
    let all = one.union(other).count
    return (200 * (all - one.intersection(other).count) + all) / (2 * all)
  }

  /// Whether these are the last words of both.
  package var isSettled: Truth { one.isCurrent && other.isCurrent }

  /// Whether dates leave nothing open of what was not repeated either.
  package var isSettledWithUnrepeated: Truth {
    (unrepeatedByOne + unrepeatedByOther).reduce(isSettled) { $0 && $1.stands }
  }
}

extension ProcessState {
  /// Every two parties that spoke on an issue, by issues and then by parties.
  package var distances: [Distance] {
    let standing = stances.filter { $0.isCurrent != .no }
    let wanted = preconditions.filter { $0.stands != .no }
    func unrepeated(_ stance: Stance) -> [Precondition] {
      let (position, stated) = (stance.position, Set(stance.position.preconditions.map(\.asWanted)))
      return wanted.filter {
        $0.party == position.party && $0.issue.lowercased() == position.issue.lowercased()
          && !stated.contains($0.text.asWanted)
      }
    }
    let issues = Dictionary(grouping: standing) { $0.position.issue.lowercased() }
    return issues.sorted { $0.key < $1.key }.flatMap { _, stances -> [Distance] in
      // Where dates leave the latest position open, the last in the order of events counts.
      let last = Dictionary(stances.map { ($0.position.party, $0) }) { $1 }
      let words = last.sorted { $0.key < $1.key }.map(\.value)
      return words.indices.flatMap { index in
        words[(index + 1)...].map {
          Distance(
            one: words[index], other: $0, unrepeatedByOne: unrepeated(words[index]),
            unrepeatedByOther: unrepeated($0))
        }
      }
    }
  }
}
