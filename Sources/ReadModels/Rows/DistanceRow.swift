package import Talks

package struct DistanceRow: Projected {
  package static let name = "distance"
  package static let help =
    "How far what two parties want first on an issue is apart: by the last word of each, and with what it has not repeated."
  package static let version = 2
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
  @Traced package var unrepeatedOne: [String] = []
  @Traced package var unrepeatedOther: [String] = []
  @Traced package var distanceWithUnrepeated: Int? = nil
  @Traced package var settledWithUnrepeated = Truth.no

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
      "The part of all of this that they do not share, in per cent (the Jaccard distance), by the last words of both; null where either states nothing in them that it wants first."
    ),
    Field("settled", \.$settled, "Whether these are their last words; null where dates leave that open."),
    Field(
      "unrepeated_one", \.$unrepeatedOne,
      "What the first stated before, does not repeat in its last words, and is not recorded to have given up."
    ),
    Field("unrepeated_other", \.$unrepeatedOther, "The same of the other."),
    Field(
      "distance_with_unrepeated", \.$distanceWithUnrepeated,
      "The distance where what was not repeated still counts, in per cent."),
    Field(
      "settled_with_unrepeated", \.$settledWithUnrepeated,
      "Whether that is certain; null where dates leave open what was given up."),
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
      func statements(_ these: [Precondition]) -> Provenance {
        Provenance(these.flatMap { $0.statements.map(\.dating.position) })
      }
      let earlier = (statements(distance.unrepeatedByOne), statements(distance.unrepeatedByOther))
      let all = both.union(earlier.0).union(earlier.1)
      row.$unrepeatedOne = Traced(distance.unrepeatedByOne.map(\.text), earlier.0)
      row.$unrepeatedOther = Traced(distance.unrepeatedByOther.map(\.text), earlier.1)
      row.$distanceWithUnrepeated = Traced(distance.percentWithUnrepeated, all)
      row.$settledWithUnrepeated = Traced(distance.isSettledWithUnrepeated, all)
      return row
    }
  }
}
