package import Talks

package struct RosterRow: Projected {
  package static let name = "roster"
  // 2: who was only seen at rounds is there no longer than these; who left without having come is listed.
  package static let version = 2
  package static let help =
    "Who was at the table, from when to when: one row for each stretch of presence."
  package static let restsOnRoster = true

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var role: Role? = nil
  @Traced package var tier: Int? = nil
  @Traced package var basis: Roster.Basis = Roster.Basis.joined
  @Traced package var since: EDTF? = nil
  @Traced package var sinceDay: CivilDay? = nil
  @Traced package var until: EDTF? = nil
  @Traced package var untilDay: CivilDay? = nil
  @Traced package var atTable = Truth.no
  @Traced package var terms: String? = nil
  @Traced package var reason: String? = nil
  @Traced package var leaving: Leaving? = nil
  @Traced package var joinedEvent = EventPosition(0)
  @Traced package var leftEvent: EventPosition? = nil
  @Traced package var under: String? = nil

  package init() {}

  package static let fields: [Field<RosterRow>] = [
    Field("party", \.$party, "Its id.", .key),
    Field("role", \.$role, "principal, participant, host, mediator, guarantor or observer."),
    Field("tier", \.$tier, "The tier of the accession plan with which it came in."),
    Field(
      "basis", \.$basis,
      "How we know: joined, returned, attended (seen at a round without having joined), or left (by its leaving alone)."
    ),
    Field("since", \.$since, "From when, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("until", \.$until, "Until when, as EDTF; null while it is at the table."),
    Field("until_day", \.$untilDay, "The first day of that."),
    Field("at_table", \.$atTable, "Whether it is at the table; null where dates leave it open."),
    Field("terms", \.$terms, "On what terms it came in."),
    Field("reason", \.$reason, "Why it left."),
    Field(
      "leaving", \.$leaving, "How it left, where that is said: walk-out, mandate-ended, expelled or replaced."
    ),
    Field("joined_event", \.$joinedEvent, "Position of the event that seated it."),
    Field("left_event", \.$leftEvent, "Position of the event that ended the stretch."),
    Field(
      "under", \.$under, "Under whom the party is at the table, whichever process recorded that.", .derived),
  ]

  package static func rows(_ state: ProcessState) -> [RosterRow] {
    let tiers = PlannedTiers(state)
    return state.roster.seats.map { seat in
      let left = seat.left
      let until = left?.provenance ?? []
      let seen = Provenance(seat.evidence.map(\.position))
      var row = RosterRow()
      row.$party = Traced(seat.party, seat.from.provenance)
      row.$role = seat.$role
      row.$tier = seat.tier == nil ? tiers.number(of: seat.party) : seat.$tier
      row.$basis = seat.$basis
      row.$since = .on(seat.from)
      row.$sinceDay = .firstDay(seat.from)
      row.$until = .on(left)
      row.$untilDay = .firstDay(left)
      row.$atTable = Traced(seat.isTaken, seen.union(until))
      row.$terms = seat.$terms
      row.$reason = Traced(seat.reason, until)
      row.$joinedEvent = .position(seat.from.position)
      row.$leaving = Traced(seat.leaving, until)
      row.$leftEvent = .position(seat.until?.position)
      return row
    }
      + state.roster.unseatedLeavings.map { left in
        let whole = left.dating.provenance
        var row = RosterRow()
        row.$party = Traced(left.party, whole)
        row.$basis = Traced(.left, whole)
        row.$until = .on(left.dating)
        row.$untilDay = .firstDay(left.dating)
        row.$atTable = Traced(.no, whole)
        row.$reason = Traced(left.reason, whole)
        row.$leaving = Traced(left.kind, whole)
        row.$joinedEvent = .position(left.dating.position)
        row.$leftEvent = .position(left.dating.position)
        return row
      }
  }
}

extension Roster.Basis: TextValue {}
extension Leaving: TextValue {}

extension RosterRow {
  /// The row with the government of a party that is at the table.
  package func under(_ governments: Governments) -> RosterRow {
    var row = self
    row.$under = Traced(atTable == .no ? nil : governments.head(of: party), $atTable.provenance)
    return row
  }
}
