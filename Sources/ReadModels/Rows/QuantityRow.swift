package import Talks

package struct QuantityRow: Projected {
  package static let name = "quantity"
  // 2: while a delivery lasts, none of it is given for certain.
  // 3: an amount that nobody recorded is unknown.
  package static let version = 3
  package static let help =
    "How much was promised and given: one row a measure, giver and unit; different units are never added."

  package var process = ""
  @Traced package var givers: [PartyID] = []
  @Traced package var unit = ""
  @Traced package var measures: [Slug] = []
  @Traced package var pledged = Amount.zero
  @Traced package var pledgedAtMost = Amount.zero
  @Traced package var delivered: Amount? = .zero
  @Traced package var deliveredAtMost: Amount? = .zero
  @Traced package var categories: [Slug] = []
  @Traced package var tracks: [Slug] = []

  package init() {}

  package static let fields: [Field<QuantityRow>] = [
    Field(
      "givers", \.$givers,
      "Who gives, by id; several where they act as one and nobody says who gave how much.",
      .key),
    Field("unit", \.$unit, "Of what, as it was written.", .key),
    Field("measures", \.$measures, "By which measure, by slug; several in a sum of the ledger.", .key),
    Field("pledged", \.$pledged, "How much was promised for certain."),
    Field("pledged_at_most", \.$pledgedAtMost, "How much may have been, where dates leave it open."),
    Field(
      "delivered", \.$delivered,
      "How much was given for certain, by the amounts that are recorded; null where something was given and none is."
    ),
    Field(
      "delivered_at_most", \.$deliveredAtMost,
      "How much may have been, where dates leave it open; null where of something that was given no amount is recorded."
    ),
    Field("categories", \.$categories, "What kind of act the measure is."),
    Field("tracks", \.$tracks, "The strand it belongs to."),
  ]

  package static func rows(_ state: ProcessState) -> [QuantityRow] {
    state.contributions.map { contribution in
      let deliveries = contribution.deliveries.union(contribution.unmeasured)
      let whole = contribution.pledges.union(deliveries)
      var row = QuantityRow()
      row.$givers = Traced(contribution.givers, whole)
      row.$unit = Traced(contribution.unit, whole)
      row.$measures = Traced([contribution.measure], whole)
      row.$pledged = Traced(contribution.pledged.least, contribution.pledges)
      row.$pledgedAtMost = Traced(contribution.pledged.most, contribution.pledges)
      row.$delivered = Traced(contribution.given.least, deliveries)
      row.$deliveredAtMost = Traced(contribution.given.most, deliveries)
      if let measure = state.measures[contribution.measure] {
        row.$categories = measure.$category.map { [$0].compactMap(\.self) }
        row.$tracks = measure.$track.map { [$0].compactMap(\.self) }
      }
      return row
    }
  }
}

extension QuantityRow {
  /// Rows summed within each process by giver and unit, in order of first appearance.
  ///
  /// Processes are not added up, since one delivery may be recorded in several.
  package static func summed(_ rows: [QuantityRow]) -> [QuantityRow] {
    var sums: [QuantityRow] = []
    for row in rows {
      guard
        let at = sums.firstIndex(where: {
          $0.process == row.process && $0.givers == row.givers && $0.unit == row.unit
        })
      else {
        sums.append(row)
        continue
      }
      sums[at].add(row)
    }
    return sums
  }

  private mutating func add(_ other: QuantityRow) {
    let events = $givers.provenance.union(other.$givers.provenance)
    func joined(_ one: Traced<[Slug]>, _ other: Traced<[Slug]>) -> Traced<[Slug]> {
      Traced(
        one.wrappedValue + other.wrappedValue.filter { !one.wrappedValue.contains($0) },
        one.provenance.union(other.provenance))
    }
    func sum(_ one: Traced<Amount>, _ other: Traced<Amount>) -> Traced<Amount> {
      Traced(one.wrappedValue + other.wrappedValue, one.provenance.union(other.provenance))
    }
    /// The sum of those that are known, nil where none is; or nil where one is unknown.
    func sum(_ one: Traced<Amount?>, _ other: Traced<Amount?>, isUnknownWithOne: Bool) -> Traced<Amount?> {
      let known = [one.wrappedValue, other.wrappedValue].compactMap(\.self)
      let isUnknown = known.isEmpty || isUnknownWithOne && known.count == 1
      return Traced(isUnknown ? nil : known.reduce(.zero, +), one.provenance.union(other.provenance))
    }
    $givers = Traced(givers, events)
    $unit = Traced(unit, events)
    $measures = joined($measures, other.$measures)
    $pledged = sum($pledged, other.$pledged)
    $pledgedAtMost = sum($pledgedAtMost, other.$pledgedAtMost)
    $delivered = sum($delivered, other.$delivered, isUnknownWithOne: false)
    $deliveredAtMost = sum($deliveredAtMost, other.$deliveredAtMost, isUnknownWithOne: true)
    $categories = joined($categories, other.$categories)
    $tracks = joined($tracks, other.$tracks)
  }

  package var pledgedRange: Contribution.Range { Contribution.Range(pledged, pledgedAtMost) }
  package var given: Contribution.Given { Contribution.Given(least: delivered, most: deliveredAtMost) }
}

extension Amount: TextValue {
  package var text: String { description }
  package init?(text: String) { self.init(text) }
}
