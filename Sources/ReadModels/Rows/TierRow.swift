package import Talks

package struct TierRow: Projected {
  package static let name = "tier"
  package static let version = 2
  package static let help =
    "The accession plan: who is to come in together, in what order, on what condition."

  package var process = ""
  @Traced package var tier = 0
  @Traced package var parties: [PartyID] = []
  @Traced package var condition: String? = nil
  @Traced package var planned: EDTF? = nil
  @Traced package var opened: EDTF? = nil
  @Traced package var because: Reference? = nil
  @Traced package var atTable: [PartyID] = []
  @Traced package var event = EventPosition(0)

  package init() {}

  package static let fields: [Field<TierRow>] = [
    Field("tier", \.$tier, "Its place in the order; 1 comes first.", .key),
    Field("parties", \.$parties, "Who is to come in, by id."),
    Field("condition", \.$condition, "What has to be so before."),
    Field("planned", \.$planned, "When it was planned, as EDTF."),
    Field("opened", \.$opened, "When its condition was met, as EDTF."),
    Field("because", \.$because, "The thing that met it."),
    Field("at_table", \.$atTable, "Those of its parties that are at the table."),
    Field("event", \.$event, "Position of the event that planned it."),
  ]

  package static func rows(_ state: ProcessState) -> [TierRow] {
    let seated = state.roster.atTable
    return state.tiers.sorted { $0.key < $1.key }.map { number, tier in
      let present = seated.filter { tier.parties.contains($0.party) }
      let ends = state.roster.seats.filter { tier.parties.contains($0.party) }.compactMap {
        $0.until?.position
      }
      var row = TierRow()
      row.$tier = Traced(number, tier.planned.provenance.union(tier.opened?.provenance ?? []))
      row.$parties = tier.$parties
      row.$condition = tier.$condition
      row.$planned = .on(tier.planned)
      row.$opened = .on(tier.opened)
      row.$because = Traced(tier.because, tier.opened?.provenance ?? [])
      row.$atTable = Traced(
        tier.parties.filter { party in present.contains { $0.party == party } },
        Provenance(present.map(\.from.position) + ends))
      row.$event = .position(tier.planned.position)
      return row
    }
  }
}
