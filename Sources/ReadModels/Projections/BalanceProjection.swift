package import Talks

/// How much each party promised, did and undid: in all, and by category and by track.
package enum BalanceProjection: Projection {
  package static let name = "balance"
  package static let key = ["party", "by", "value"]
  package static let columns: [Column] = [
    .text("party"),
    .text("by"),
    .text("value"),
    .integer("measures"),
    .integer("in_place"),
    .integer("open_measures"),
    .integer("undone"),
    .integer("unanswered"),
    .integer("weighed"),
    .integer("weight"),
    .integer("weight_in_place"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    let all = state.measures.all
    let unanswered = Set(state.exchanges.flatMap(\.unanswered))
    var parties: [PartyID] = []
    for case let party? in all.map(\.value.party) where !parties.contains(party) { parties.append(party) }
    let ways: [(by: String, value: (Measure) -> Slug?)] = [("category", \.category), ("track", \.track)]
    return parties.flatMap { party -> [[Cited]] in
      let own = all.filter { $0.value.party == party }
      func row(_ by: String, _ value: Slug?, _ measures: [(slug: Slug, value: Measure)]) -> [Cited] {
        let whole = Positions(measures.flatMap { $0.value.life.positions.all })
        func count(_ wanted: (Measure) -> Truth) -> Cited {
          let counted = measures.filter { wanted($0.value) == .yes }
          return .integer(
            counted.count, Positions(counted.compactMap { $0.value.life.steps.last?.mark.position }))
        }
        let weighed = measures.filter { !$0.value.weights.isEmpty }
        func weight(_ measures: [(slug: Slug, value: Measure)]) -> Cited {
          let weights = measures.compactMap(\.value.weights.last)
          return .integer(
            weights.isEmpty ? nil : weights.reduce(0) { $0 + $1.value }, Positions(weights.map(\.position)))
        }
        let answerless = measures.filter { unanswered.contains($0.slug) }
        return [
          .text(party, whole), .text(by, whole), .text(value, whole), .integer(measures.count, whole),
          count(\.holds), count(\.isOpen), count(\.isUndone),
          .integer(
            answerless.count, Positions(answerless.compactMap { $0.value.delivery?.position })),
          .integer(weighed.count, Positions(weighed.flatMap { $0.value.weights.map(\.position) })),
          weight(weighed), weight(weighed.filter { $0.value.holds == .yes }),
        ]
      }
      return [row("all", nil, own)]
        + ways.flatMap { way in
          let groups = Dictionary(grouping: own) { way.value($0.value) }
          return groups.sorted { ($0.key?.text ?? "\u{10FFFF}") < ($1.key?.text ?? "\u{10FFFF}") }
            .map { row(way.by, $0.key, $0.value) }
        }
    }
  }
}
