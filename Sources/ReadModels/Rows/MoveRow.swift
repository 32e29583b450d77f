package import Talks

package struct MoveRow: Projected {
  package static let name = "move"
  package static let help =
    "What parties said they want, each against what the same party said on the same issue before."
  package static let version = 3
  package static let types: [any EventType.Type]? = [PositionStated.self]
  package static let repeatsOthers = true

  package var process = ""
  @Traced package var event = EventPosition(0)
  @Traced package var party = PartyID.placeholder
  @Traced package var issue = ""
  @Traced package var stated: EDTF? = nil
  @Traced package var statedDay: CivilDay? = nil
  @Traced package var headline = ""
  @Traced package var quote: String? = nil
  @Traced package var preconditions: [String] = []
  @Traced package var previousEvent: EventPosition? = nil
  @Traced package var previousQuote: String? = nil
  @Traced package var days: Int? = nil
  @Traced package var daysAtMost: Int? = nil
  @Traced package var moved = Truth.unknown
  @Traced package var added: [String] = []
  @Traced package var unrepeated: [String] = []
  @Traced package var dropped: [String] = []
  @Traced package var softened: [String] = []
  @Traced package var current = Truth.no

  package init() {}

  package static let fields: [Field<MoveRow>] = [
    Field("event", \.$event, "Position of the event.", .key),
    Field("party", \.$party, "Who said so, by id."),
    Field("issue", \.$issue, "On what."),
    Field("stated", \.$stated, "When, as EDTF."),
    Field("stated_day", \.$statedDay, "The first day of that."),
    Field("headline", \.$headline, "What was said, in the words of whoever recorded it."),
    Field("quote", \.$quote, "Its own words."),
    Field("preconditions", \.$preconditions, "What it wants first."),
    Field(
      "previous_event", \.$previousEvent,
      "Position of the event by which it spoke on that before; null for its first word."),
    Field("previous_quote", \.$previousQuote, "Its own words then."),
    Field("days", \.$days, "The fewest days since then."),
    Field("days_at_most", \.$daysAtMost, "The most days."),
    Field(
      "moved", \.$moved,
      "Whether the record says that it wants something else than before: it wants first what it did not, or gives up or softens something; null for its first word, and where no more is said."
    ),
    Field("added", \.$added, "What it wants first and had not stated before, or had given up."),
    Field(
      "unrepeated", \.$unrepeated,
      "What it stated before and does not repeat here; that it gave it up is not recorded."),
    Field("dropped", \.$dropped, "What it gives up, as the record says."),
    Field("softened", \.$softened, "What it wants less of, as the record says."),
    Field(
      "current", \.$current, "Whether this is its last word on the issue; null where dates leave it open."),
  ]

  package static func rows(_ state: ProcessState) -> [MoveRow] {
    state.stances.map { stance in
      let (position, before) = (stance.position, stance.previous)
      let by = position.dating.provenance
      let both = by.union(before?.dating.provenance ?? [])
      let after = stance.overtaking?.dating.provenance ?? []
      let days = Days(from: before?.dating, to: position.dating)
      var row = MoveRow()
      row.$event = .position(position.dating.position)
      row.$party = Traced(position.party, by)
      row.$issue = Traced(position.issue, by)
      row.$stated = .on(position.dating)
      row.$statedDay = .firstDay(position.dating)
      row.$headline = Traced(position.headline, by)
      row.$quote = Traced(position.quote, by)
      row.$preconditions = Traced(position.preconditions, by)
      row.$previousEvent = .position(before?.dating.position)
      row.$previousQuote = Traced(before?.quote, before?.dating.provenance ?? [])
      row.$days = Traced(days?.fewest, both)
      row.$daysAtMost = Traced(days?.most, both)
      row.$moved = Traced(stance.hasMoved, both)
      row.$added = Traced(stance.added, both)
      row.$unrepeated = Traced(stance.unrepeated, both)
      row.$dropped = Traced(stance.dropped, both)
      row.$softened = Traced(stance.softened, both)
      row.$current = Traced(stance.isCurrent, by.union(after))
      return row
    }
  }
}

extension MoveRow {
  /// The days since the party spoke on that before; nil for its first word, or where dates leave that open.
  package var elapsed: Days? { days.map { Days(fewest: $0, most: daysAtMost) } }
}
