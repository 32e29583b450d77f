/// The distance between the preconditions of two parties on an issue, by the latest position of each.
package struct Distance: Sendable {
  package let one: Stance
  package let other: Stance

  /// The preconditions common to both, in the words of the one.
  package var shared: [String] {
    let own = onlyOne
    return one.position.preconditions.filter { !own.contains($0) }
  }
  package var onlyOne: [String] { one.position.without(other.position) }
  package var onlyOther: [String] { other.position.without(one.position) }

  /// The part of all that either wants first that they do not share, in per cent, rounded (the Jaccard distance); nil
  /// where either states nothing that it wants first.
  package var percent: Int? {
    if one.position.preconditions.isEmpty || other.position.preconditions.isEmpty { return nil }
    let apart = onlyOne.count + onlyOther.count
    let all = shared.count + apart
    return (200 * apart + all) / (2 * all)
  }

  /// Whether these are the last words of both.
  package var isSettled: Truth { one.isCurrent && other.isCurrent }
}

extension ProcessState {
  /// Every two parties that spoke on an issue, by issues and then by parties.
  package var distances: [Distance] {
    let standing = stances.filter { $0.isCurrent != .no }
    let issues = Dictionary(grouping: standing) { $0.position.issue.lowercased() }
    return issues.sorted { $0.key < $1.key }.flatMap { _, stances -> [Distance] in
      // Where dates leave the latest position open, the last in the order of events counts.
      let last = Dictionary(stances.map { ($0.position.party, $0) }) { $1 }
      let words = last.sorted { $0.key < $1.key }.map(\.value)
      return words.indices.flatMap { index in
        words[(index + 1)...].map { Distance(one: words[index], other: $0) }
      }
    }
  }
}
