package import Talks

package struct AdministrationRow: Projected {
  package static let name = "administration"
  package static let help = "Who governed a party, from when to when."
  package static let types: [any EventType.Type]? = [AdministrationChanged.self]

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var head = ""
  @Traced package var office: String? = nil
  @Traced package var since: EDTF? = nil
  @Traced package var sinceDay: CivilDay? = nil
  @Traced package var until: EDTF? = nil
  @Traced package var untilDay: CivilDay? = nil
  @Traced package var inOffice = Truth.no
  @Traced package var event = EventPosition(0)

  package init() {}

  package static let fields: [Field<AdministrationRow>] = [
    Field("party", \.$party, "Its id.", .key),
    Field("head", \.$head, "Who governs.", .key),
    Field("office", \.$office, "In what office."),
    Field("since", \.$since, "From when, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("until", \.$until, "Until when, as EDTF; null for the present one."),
    Field("until_day", \.$untilDay, "The first day of that."),
    Field("in_office", \.$inOffice, "Whether it governs; null where dates leave it open."),
    Field("event", \.$event, "Position of the event."),
  ]

  package static func rows(_ state: ProcessState) -> [AdministrationRow] {
    state.administrations.map { it in
      let by = it.since.provenance
      var row = AdministrationRow()
      row.$party = Traced(it.party, by)
      row.$head = Traced(it.head, by)
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

extension AdministrationRow {
  /// The administration as it is told up to a day.
  ///
  /// - Parameter horizon: the last day that counts; nil where all do.
  package func administration(by horizon: CivilDay?) -> Administration {
    let end = until.map { Dating(on: $0, position: $until.provenance.all.first ?? 0) }
    return Administration(
      party: party, head: head, office: office, since: Dating(on: since, position: event.value), until: end,
      horizon: horizon)
  }
}

extension Governments {
  /// - Parameter horizon: the day that is asked about.
  package init(_ administrations: [AdministrationRow], by horizon: CivilDay?) {
    self.init(administrations.map { $0.administration(by: horizon) })
  }
}
