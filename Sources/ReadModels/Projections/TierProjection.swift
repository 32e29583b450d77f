package import Talks

/// The accession plan: who is to come in together, in what order, on what condition.
package enum TierProjection: Projection {
  package static let name = "tier"
  package static let columns: [Column] = [
    .integer("tier"),
    .texts("parties"),
    .text("condition"),
    .text("planned"),
    .text("opened"),
    .text("because"),
    .texts("at_table"),
    .integer("event"),
  ]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    let seated = state.roster.atTable
    return state.tiers.sorted { $0.key < $1.key }.map { number, tier in
      let present = seated.filter { tier.parties.contains($0.party) }
      let whole = tier.planned.provenance.union(tier.opened?.provenance ?? [])
      return [
        .integer(number, whole), .said(tier.$parties), .said(tier.$condition), .on(tier.planned),
        .on(tier.opened), .text(tier.because, tier.opened?.provenance ?? []),
        .names(
          tier.parties.filter { party in present.contains { $0.party == party } },
          Provenance(
            present.map(\.from.position)
              + state.roster.seats.filter { tier.parties.contains($0.party) }.compactMap {
                $0.until?.position
              })),
        .position(tier.planned.position),
      ]
    }
  }
}
