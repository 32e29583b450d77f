package import Talks

package struct AdministrationRow: Projected {
  package static let name = "administration"
  package static let help = "Who governed a party, from when to when."
  package static let version = 2
  package static let types: [any EventType.Type]? = [AdministrationChanged.self]

  package var process = ""
  @Traced package var party = PartyID.placeholder
  @Traced package var head = ""
  @Traced package var office: String? = nil
  @Traced package var acting = Truth.no
  @Traced package var since: EDTF? = nil
  @Traced package var sinceDay: CivilDay? = nil
  @Traced package var until: EDTF? = nil
  @Traced package var untilDay: CivilDay? = nil
  @Traced package var inOffice = Truth.no
  @Traced package var terms: [Term] = []
  @Traced package var event = EventPosition(0)

  /// From when on a head governed in what office, and whether only as acting.
  package struct Term: Structure {
    package var since: EDTF?
    package var office: String?
    package var acting = Truth.no
    package var event = EventPosition(0)

    package init() {}
    init(_ term: Administration.Term) {
      (since, office) = (term.since.on, term.office)
      (acting, event) = (Truth(term.isActing), EventPosition(term.since.position))
    }

    package static let parts = [
      Part("since", \Term.since, "From when, as EDTF."), Part("office", \Term.office, "In what office."),
      Part("acting", \Term.acting, "Whether only as acting head."),
      Part("event", \Term.event, "Position of the event."),
    ]
    package var words: String {
      ["\(since?.text ?? "")", office, acting == .yes ? "acting" : nil].compactMap(\.self).joined(
        separator: " ")
    }
  }

  package init() {}

  package static let fields: [Field<AdministrationRow>] = [
    Field("party", \.$party, "Its id.", .key),
    Field("head", \.$head, "Who governs.", .key),
    Field("office", \.$office, "In what office, by the last of its terms that names one."),
    Field(
      "acting", \.$acting,
      "Whether only as acting head, by the last of its terms; null where dates leave it open."),
    Field("since", \.$since, "From when, as EDTF."),
    Field("since_day", \.$sinceDay, "The first day of that."),
    Field("until", \.$until, "Until when, as EDTF; null for the present one."),
    Field("until_day", \.$untilDay, "The first day of that."),
    Field("in_office", \.$inOffice, "Whether it governs; null where dates leave it open."),
    Field(
      "terms", \.$terms,
      "Its terms, one after another; another term of the same head is no change of government."),
    Field("event", \.$event, "Position of the event that began it."),
  ]

  package static func rows(_ state: ProcessState) -> [AdministrationRow] {
    state.administrations.map { it in
      let by = it.since.provenance
      let all = Provenance(it.terms.map(\.since.position))
      var row = AdministrationRow()
      row.$party = Traced(it.party, by)
      row.$head = Traced(it.head, by)
      row.$office = Traced(it.office, all)
      row.$acting = Traced(it.isActing, all)
      row.$since = .on(it.since)
      row.$sinceDay = .firstDay(it.since)
      row.$until = .on(it.until)
      row.$untilDay = .firstDay(it.until)
      row.$inOffice = Traced(it.isInOffice, by.union(it.until?.provenance ?? []))
      row.$terms = Traced(it.terms.map(Term.init), all)
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
    let known = terms.map { term in
      Administration.Term(
        since: Dating(on: term.since, position: term.event.value), office: term.office,
        isActing: term.acting == .yes)
    }
    return Administration(
      party: party, head: head,
      terms: known.isEmpty
        ? [.init(since: Dating(on: since, position: event.value), office: office, isActing: acting == .yes)]
        : known,
      until: end, horizon: horizon)
  }
}

extension Governments {
  /// - Parameter horizon: the day that is asked about.
  package init(_ administrations: [AdministrationRow], by horizon: CivilDay?) {
    self.init(administrations.map { $0.administration(by: horizon) })
  }
}
