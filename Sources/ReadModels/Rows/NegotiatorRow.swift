package import Talks

package struct NegotiatorRow: Projected {
  package static let name = "negotiator"
  package static let help = "Who spoke for a party at the talks without governing it, from when to when."
  package static let types: [any EventType.Type]? = [NegotiatorNamed.self, AdministrationChanged.self]

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var negotiator = ""
  @Traced package var office: String? = nil
  @Traced package var since: EDTF? = nil
  @Traced package var sinceDay: CivilDay? = nil
  @Traced package var until: EDTF? = nil
  @Traced package var untilDay: CivilDay? = nil
  @Traced package var inOffice = Truth.no
  @Traced package var event = EventPosition(0)

  package init() {}

  package static let fields: [Field<NegotiatorRow>] = [
    Field("party", \.$party, "Its id.", .key),
    Field("negotiator", \.$negotiator, "Who speaks for it.", .key),
    Field("office", \.$office, "In what office."),
    Field("since", \.$since, "From when, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("until", \.$until, "Until when, as EDTF; null for the present one."),
    Field("until_day", \.$untilDay, "The first day of that."),
    Field("in_office", \.$inOffice, "Whether it does on the day; null where dates leave it open."),
    Field("event", \.$event, "Position of the event.", .key),
  ]

  package static func rows(_ state: ProcessState) -> [NegotiatorRow] {
    state.negotiators.map { it in
      let by = it.since.provenance
      var row = NegotiatorRow()
      row.$party = Traced(it.party, by)
      row.$negotiator = Traced(it.name, by)
      row.$office = Traced(it.office, by)
      row.$since = .on(it.since)
      row.$sinceDay = .firstDay(it.since)
      row.$until = .on(it.until)
      row.$untilDay = .firstDay(it.until)
      row.$inOffice = Traced(it.isInOffice, by.union(it.until?.provenance ?? []))
      row.$event = .position(it.since.position)
      return row
    }
  }
}
