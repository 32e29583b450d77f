package import Talks

/// How far what two parties want first on an issue is apart, by the last word of each.
package enum DistanceProjection: Projection {
  package static let name = "distance"
  package static let repeatsOthers = true
  package static let key = ["issue", "one", "other"]
  package static let types: [any EventType.Type]? = [PositionStated.self]
  package static let columns: [Column] = [
    .text("issue"),
    .text("one"),
    .text("other"),
    .texts("shared"),
    .texts("only_one"),
    .texts("only_other"),
    .integer("distance"),
    .truth("settled"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    let standing = state.stances.filter { $0.isCurrent != .no }
    let issues = Dictionary(grouping: standing) { $0.position.issue.lowercased() }
    return issues.sorted { $0.key < $1.key }.flatMap { _, stances -> [[Cited]] in
      // Where dates leave open which is the last word, that which came last in the order of events.
      let last = Dictionary(stances.map { ($0.position.party, $0) }) { $1 }
      let parties = last.keys.sorted()
      return parties.indices.flatMap { index in
        parties[(index + 1)...].compactMap { other in
          guard let one = last[parties[index]], let other = last[other] else { return nil }
          return row(one, other)
        }
      }
    }
  }

  private static func row(_ one: Stance, _ other: Stance) -> [Cited] {
    let (a, b) = (one.position, other.position)
    let both = Provenance([a.dating.position, b.dating.position])
    let (onlyOne, onlyOther) = (a.without(b), b.without(a))
    let shared = a.preconditions.filter { !onlyOne.contains($0) }
    let areStated = !a.preconditions.isEmpty && !b.preconditions.isEmpty
    let all = shared.count + onlyOne.count + onlyOther.count
    let apart = onlyOne.count + onlyOther.count
    return [
      .text(a.issue, both), .text(a.party, a.dating.provenance), .text(b.party, b.dating.provenance),
      .texts(shared, both), .texts(onlyOne, both), .texts(onlyOther, both),
      .integer(areStated ? (200 * apart + all) / (2 * all) : nil, both),
      .truth(one.isCurrent && other.isCurrent, both),
    ]
  }
}
