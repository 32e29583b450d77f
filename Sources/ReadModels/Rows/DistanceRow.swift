package import Talks

package struct DistanceRow: Projected {
  package static let name = "distance"
  package static let help =
    "How far what two parties want first on an issue is apart, by the last word of each."
  package static let types: [any EventType.Type]? = [PositionStated.self]
  package static let repeatsOthers = true

  package var process = ""
  @Traced package var issue = ""
  @Traced package var one = PartyID.placeholder
  @Traced package var other = PartyID.placeholder
  @Traced package var shared: [String] = []
  @Traced package var onlyOne: [String] = []
  @Traced package var onlyOther: [String] = []
  @Traced package var distance: Int? = nil
  @Traced package var settled = Truth.no

  package init() {}

  package static let fields: [Field<DistanceRow>] = [
    Field("issue", \.$issue, "On what.", .key),
    Field("one", \.$one, "A party, by id.", .key),
    Field("other", \.$other, "Another.", .key),
    Field("shared", \.$shared, "What both want first."),
    Field("only_one", \.$onlyOne, "What only the first wants first."),
    Field("only_other", \.$onlyOther, "What only the other wants first."),
    Field(
      "distance", \.$distance,
      "The part of all of this that they do not share, in per cent (the Jaccard distance); null where either states nothing that it wants first."
    ),
    Field("settled", \.$settled, "Whether these are their last words; null where dates leave that open."),
  ]

  package static func rows(_ state: ProcessState) -> [DistanceRow] {
    state.distances.map { distance in
      let (one, other) = (distance.one.position, distance.other.position)
      let both = Provenance([one.dating.position, other.dating.position])
      var row = DistanceRow()
      row.$issue = Traced(one.issue, both)
      row.$one = Traced(one.party, one.dating.provenance)
      row.$other = Traced(other.party, other.dating.provenance)
      row.$shared = Traced(distance.shared, both)
      row.$onlyOne = Traced(distance.onlyOne, both)
      row.$onlyOther = Traced(distance.onlyOther, both)
      row.$distance = Traced(distance.percent, both)
      row.$settled = Traced(distance.isSettled, both)
      return row
    }
  }
}
