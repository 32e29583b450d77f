package import Talks

package struct BalanceRow: Projected {
  package static let name = "balance"
  // 3: what is in place is to the credit of those whom the record names as having done it.
  package static let version = 3
  package static let help =
    "How much each party promised, did and undid: in all, and by category and by track."
  package static let isTally = true

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var by: Balance.Grouping = Balance.Grouping.all
  @Traced package var value: String? = nil
  @Traced package var measures = 0
  @Traced package var inPlace = 0
  @Traced package var openMeasures = 0
  @Traced package var undone = 0
  @Traced package var unanswered = 0
  @Traced package var weighed = 0
  @Traced package var weight: Int? = nil
  @Traced package var weightInPlace: Int? = nil

  package init() {}

  package static let fields: [Field<BalanceRow>] = [
    Field("party", \.$party, "Whose measures, by id.", .key),
    Field("by", \.$by, "all, category, track or assessor.", .key),
    Field(
      "value", \.$value, "Which category or track, null for measures without one; or who gave the weights.",
      .key),
    Field("measures", \.$measures, "How many were promised or carried out."),
    Field("in_place", \.$inPlace, "Carried out by it, and neither stopped nor undone since."),
    Field("open_measures", \.$openMeasures, "Promised and not yet carried out."),
    Field("undone", \.$undone, "Suspended, reversed or lapsed."),
    Field("unanswered", \.$unanswered, "Carried out while no other side of the exchange gave anything."),
    Field(
      "weighed", \.$weighed,
      "How many have a weight: in rows by assessor by that one, in others where one assessor gave all there are."
    ),
    Field(
      "weight", \.$weight,
      "The sum of those weights; null where there is none, or several assessors gave some."),
    Field("weight_in_place", \.$weightInPlace, "The same of what is in place."),
  ]

  package static func rows(_ state: ProcessState) -> [BalanceRow] {
    state.balances.map { balance in
      let whole = Provenance(balance.measures.flatMap { $0.value.life.provenance.all })
      let weights = balance.weights(of: balance.measures)
      func sum(_ those: [Measure.Weight]) -> Traced<Int?> {
        Traced(weights.isEmpty ? nil : those.reduce(0) { $0 + $1.value }, Provenance(those.map(\.position)))
      }
      var row = BalanceRow()
      row.$party = Traced(balance.party, whole)
      row.$by = Traced(balance.grouping, whole)
      row.$value = Traced(balance.value, whole)
      row.$measures = Traced(balance.measures.count, whole)
      row.$inPlace = .count(balance.inPlace.map(\.value))
      row.$openMeasures = .count(balance.open.map(\.value))
      row.$undone = .count(balance.undone.map(\.value))
      row.$unanswered = Traced(
        balance.unanswered.count, Provenance(balance.unanswered.compactMap { $0.value.delivery?.position }))
      row.$weighed = Traced(weights.count, Provenance(weights.map(\.position)))
      row.$weight = sum(weights)
      row.$weightInPlace = sum(balance.weights(of: balance.inPlace))
      return row
    }
  }
}

extension Balance.Grouping: TextValue {}
