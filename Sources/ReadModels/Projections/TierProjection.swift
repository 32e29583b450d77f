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

  package static func rows(_ state: ProcessState) -> [[Cell]] {
    let seated = Set(state.roster.atTable.map(\.party))
    return state.tiers.sorted { $0.key < $1.key }.map { number, tier in
      [
        .integer(number), .names(tier.parties), .text(tier.condition), .on(tier.planned), .on(tier.opened),
        .text(tier.because), .names(tier.parties.filter(seated.contains)), .integer(tier.planned.position),
      ]
    }
  }
}
