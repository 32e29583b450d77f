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
    let assessors = Set(all.flatMap { $0.value.weights.map(\.by) }).sorted()
    return parties.flatMap { party -> [[Cited]] in
      let own = all.filter { $0.value.party == party }
      func rows(_ by: String, _ value: (Measure) -> Slug?) -> [[Cited]] {
        Dictionary(grouping: own) { value($0.value) }
          .sorted { ($0.key?.text ?? "\u{10FFFF}") < ($1.key?.text ?? "\u{10FFFF}") }
          // Weights of several assessors are never added up.
          .map {
            row(
              party, by, $0.key?.text, $0.value, unanswered,
              weighedBy: assessors.count == 1 ? assessors[0] : nil)
          }
      }
      return [row(party, "all", nil, own, unanswered, weighedBy: assessors.count == 1 ? assessors[0] : nil)]
        + rows("category", \.category) + rows("track", \.track)
        + assessors.compactMap { assessor in
          let weighed = own.filter { $0.value.weights.contains { $0.by == assessor } }
          return weighed.isEmpty
            ? nil : row(party, "assessor", assessor, weighed, unanswered, weighedBy: assessor)
        }
    }
  }

  private static func row(
    _ party: PartyID, _ by: String, _ value: String?, _ measures: [(slug: Slug, value: Measure)],
    _ unanswered: Set<Slug>, weighedBy assessor: String?
  ) -> [Cited] {
    let whole = Provenance(measures.flatMap { $0.value.life.provenance.all })
    func count(_ wanted: (Measure) -> Truth) -> Cited {
      let counted = measures.filter { wanted($0.value) == .yes }
      return .integer(
        counted.count, Provenance(counted.compactMap { $0.value.life.steps.last?.dating.position }))
    }
    func weights(_ measures: [(slug: Slug, value: Measure)]) -> [Measure.Weight] {
      measures.compactMap { $0.value.weights.last { $0.by == assessor } }
    }
    func sum(_ weights: [Measure.Weight], isKnown: Bool) -> Cited {
      .integer(isKnown ? weights.reduce(0) { $0 + $1.value } : nil, Provenance(weights.map(\.position)))
    }
    let weighed = weights(measures)
    let inPlace = weights(measures.filter { $0.value.holds == .yes })
    let answerless = measures.filter { unanswered.contains($0.slug) }
    return [
      .text(party, whole), .text(by, whole), .text(value, whole), .integer(measures.count, whole),
      count(\.holds), count(\.isOpen), count(\.isUndone),
      .integer(answerless.count, Provenance(answerless.compactMap { $0.value.delivery?.position })),
      .integer(weighed.count, Provenance(weighed.map(\.position))),
      sum(weighed, isKnown: !weighed.isEmpty), sum(inPlace, isKnown: !weighed.isEmpty),
    ]
  }
}
