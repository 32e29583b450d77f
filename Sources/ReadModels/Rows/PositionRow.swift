package import Talks

package struct PositionRow: Projected {
  package static let name = "position"
  package static let help = "What parties said they want, on which issue."
  package static let version = 2
  package static let types: [any EventType.Type]? = [PositionStated.self]

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var issue = ""
  @Traced package var stated: EDTF? = nil
  @Traced package var statedDay: CivilDay? = nil
  @Traced package var quote: String? = nil
  @Traced package var preconditions: [String] = []
  @Traced package var askedOf: [PartyID] = []
  @Traced package var dropped: [String] = []
  @Traced package var softened: [String] = []
  @Traced package var event = EventPosition(0)

  package init() {}

  package static let fields: [Field<PositionRow>] = [
    Field("party", \.$party, "Who said so, by id."),
    Field("issue", \.$issue, "On what."),
    Field("stated", \.$stated, "When, as EDTF."),
    Field("stated_day", \.$statedDay, "The first day of that."),
    Field("quote", \.$quote, "Its own words."),
    Field("preconditions", \.$preconditions, "What it wants first."),
    Field("asked_of", \.$askedOf, "Of whom it wants that."),
    Field("dropped", \.$dropped, "What it says that it does not want first any more."),
    Field("softened", \.$softened, "What it says that it wants less of."),
    Field("event", \.$event, "Position of the event.", .key),
  ]

  package static func rows(_ state: ProcessState) -> [PositionRow] {
    state.positions.map { position in
      let by = position.dating.provenance
      var row = PositionRow()
      row.$party = Traced(position.party, by)
      row.$issue = Traced(position.issue, by)
      row.$stated = .on(position.dating)
      row.$statedDay = .firstDay(position.dating)
      row.$quote = Traced(position.quote, by)
      row.$preconditions = Traced(position.preconditions, by)
      row.$askedOf = Traced(position.of, by)
      row.$dropped = Traced(position.drops, by)
      row.$softened = Traced(position.softens, by)
      row.$event = .position(position.dating.position)
      return row
    }
  }
}
