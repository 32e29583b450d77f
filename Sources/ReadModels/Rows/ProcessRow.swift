package import Talks

package struct ProcessRow: Projected {
  package static let name = "process"
  // 2: a process in which something happened is not planned; signings and texts exchanged are contacts;
  // agreements count by their terms, and a day on which one changes by itself is to come; it may be retired, or have another name.
  // 4: planned only where talks are, and not yet begun before the first date; texts reached by several are contacts.
  package static let version = 4
  package static let help = "Where each process stands: one row a process."

  package var process = ""
  @Traced package var title: String? = nil
  @Traced package var standing: Settled<ProcessState.Standing> = .known(.noTalks)
  @Traced package var renamedTo: Slug? = nil
  @Traced package var retired: String? = nil
  @Traced package var format: String? = nil
  @Traced package var aims: [String] = []
  @Traced package var tracks: [Slug] = []
  @Traced package var opened: EDTF? = nil
  @Traced package var closed: EDTF? = nil
  @Traced package var suspended: EDTF? = nil
  @Traced package var atTable: [PartyID] = []
  @Traced package var perhapsAtTable: [PartyID] = []
  @Traced package var lastRound: Slug? = nil
  @Traced package var lastContact: EDTF? = nil
  @Traced package var lastContactFrom: CivilDay? = nil
  @Traced package var lastContactDay: CivilDay? = nil
  @Traced package var openMeasures = 0
  @Traced package var agreementsInForce = 0
  @Traced package var openSetbacks = 0
  @Traced package var events = 0
  @Traced package var retracted = 0
  @Traced package var lastEvent: EDTF? = nil
  @Traced package var lastEventDay: CivilDay? = nil
  @Traced package var settledDay: CivilDay? = nil
  @Traced package var lastPosition = EventPosition(0)

  package init() {}

  package static let fields: [Field<ProcessRow>] = [
    Field("title", \.$title, "What the talks are called."),
    Field(
      "standing", \.$standing,
      "not yet begun, no talks recorded, planned, open, suspended, closed or in implementation; unknown where dates leave it open."
    ),
    Field("renamed_to", \.$renamedTo, "The slug that the process has now; null where it has this one."),
    Field("retired", \.$retired, "Why it is no longer kept; null while it is."),
    Field("format", \.$format, "The constellation last named, such as six-party."),
    Field("aims", \.$aims, "What the process aims at."),
    Field("tracks", \.$tracks, "The strands planned or seen, by slug."),
    Field("opened", \.$opened, "When it opened, as EDTF."),
    Field("closed", \.$closed, "When it closed, as EDTF."),
    Field("suspended", \.$suspended, "Since when it stands still, as EDTF; null unless suspended."),
    Field("at_table", \.$atTable, "The parties at the table, by id."),
    Field(
      "perhaps_at_table", \.$perhapsAtTable,
      "The parties of which dates leave open whether they are at the table, by id."),
    Field("last_round", \.$lastRound, "The round last convened, by slug."),
    Field("last_contact", \.$lastContact, "When the parties last met or talked, as EDTF."),
    Field(
      "last_contact_from", \.$lastContactFrom,
      "The first day that it can have been; null where it may be that they never met."),
    Field("last_contact_day", \.$lastContactDay, "The last day that it can have been."),
    Field("open_measures", \.$openMeasures, "Measures pledged or accepted and not yet implemented.", .tally),
    Field(
      "agreements_in_force", \.$agreementsInForce, "Agreements that still bind two parties or more.", .tally),
    Field("open_setbacks", \.$openSetbacks, "Setbacks not yet overcome.", .tally),
    Field("events", \.$events, "How many events count.", .repeats),
    Field("retracted", \.$retracted, "How many count no longer: retracted, merged or denied.", .repeats),
    Field("last_event", \.$lastEvent, "When the latest of them happened, as EDTF.", .repeats),
    Field("last_event_day", \.$lastEventDay, "The first day of that."),
    Field(
      "settled_day", \.$settledDay,
      "The day by which all of it had happened for certain, and every term, notice and suspension with an end was over; null where that is open."
    ),
    Field("last_position", \.$lastPosition, "The highest position among them."),
  ]

  package static func rows(_ state: ProcessState) -> [ProcessRow] {
    let rounds = state.rounds.all.filter { !$0.value.phases.isEmpty }
    let lastRound = rounds.max { firstDay($0.value) < firstDay($1.value) }
    let (contact, met) = (state.lastContact, state.lastMet)
    let (seated, perhaps) = (state.roster.atTable, state.roster.perhapsAtTable)
    let inForce = state.agreements.all.map(\.value).filter { $0.isInForce == .yes }
    let setbacks = state.setbacks.all.map(\.value).filter { $0.isOpen == .yes }
    let last = state.entries.last?.dating
    var row = ProcessRow()
    row.$title = state.$title
    row.$standing = Traced(state.standing.map(Settled.known) ?? .unknown, state.standingProvenance)
    let renaming = state.corrections.renamed
    row.$renamedTo = Traced(
      renaming?.home.flatMap { Slug($0) }, renaming.map { Provenance($0.position) } ?? [])
    row.$retired = state.$retired
    row.$format = state.$format
    row.$aims = state.$aims
    row.$tracks = Traced(
      Set(state.plannedTracks).union(state.tracks.keys).sorted(),
      state.$plannedTracks.provenance.union(Provenance(state.tracks.values.compactMap(\.positions.first))))
    row.$opened = .on(state.opened)
    row.$closed = .on(state.closed)
    row.$suspended = .on(state.standing == .suspended ? state.suspensions.last?.from : nil)
    row.$atTable = Traced(
      seated.map(\.party).sorted(),
      Provenance(seated.map(\.from.position) + state.roster.seats.compactMap { $0.until?.position }))
    row.$perhapsAtTable = Traced(perhaps.map(\.party).sorted(), Provenance(perhaps.map(\.from.position)))
    row.$lastRound = Traced(lastRound?.slug, lastRound?.value.phases.last?.convened.provenance ?? [])
    row.$lastContact = .on(contact)
    row.$lastContactFrom = Traced(met?.first, contact?.provenance ?? [])
    row.$lastContactDay = Traced(met?.last, contact?.provenance ?? [])
    row.$openMeasures = .count(state.measures.all.map(\.value).filter { $0.isOpen == .yes })
    row.$agreementsInForce = Traced(
      inForce.count, Provenance(inForce.compactMap { $0.life.steps.last?.dating.position }))
    row.$openSetbacks = Traced(setbacks.count, Provenance(setbacks.compactMap { $0.occurred?.position }))
    row.$events = Traced(state.entries.count, [])
    row.$retracted = Traced(state.uncounted.count, [])
    row.$lastEvent = .on(last)
    row.$lastEventDay = .firstDay(last)
    row.$settledDay = Traced(settledDay(state), [])
    row.$lastPosition = Traced(EventPosition(state.lastPosition), [])
    return [row]
  }

  package static func goesOn(_ state: ProcessState) -> Bool { state.lastContactGoesOn }

  /// The last day on which any of it may have happened, or after which the passing of a day changes nothing.
  private static func settledDay(_ state: ProcessState) -> CivilDay? {
    var last: CivilDay?
    for entry in state.entries {
      guard let on = entry.event.on else { continue }
      for bounds in on.isInterval ? [on.start, on.end] : [on.start] {
        guard let latest = bounds.latest ?? (bounds.earliest == nil ? .min : nil) else { return nil }
        if let day = CivilDay(civilSeconds: latest) { last = max(last ?? day, day) }
      }
    }
    // A round is in session on its first day for certain, and who attends is there on its last.
    let turns = state.rounds.all.flatMap(\.value.phases).compactMap { phase in
      phase.end == nil ? phase.convened.surelyBegun : phase.end?.lastDay
    }
    if let turn = turns.max() {
      last = max(last ?? CivilDay(days: turn), CivilDay(days: turn == .max ? turn : turn + 1))
    }
    for turn in state.agreements.all.flatMap(\.value.turningDays) {
      guard let turn else { return nil }
      last = max(last ?? turn, turn)
    }
    return last
  }

  private static func firstDay(_ round: Round) -> Int32 { round.phases.last?.convened.firstDay ?? .min }
}

extension ProcessRow {
  /// Whether it may have been there on the day that an answer is about: something with a date had happened by then.
  ///
  /// - Parameter day: the past day that is asked about; nil for now, when all that is recorded is there.
  package func wasThere(on day: CivilDay?) -> Bool { day == nil ? events > 0 : lastEvent != nil }

  /// The date of the parties' last contact; nil where there was none.
  package var lastMet: Latest? { lastContactDay.map { Latest(first: lastContactFrom, last: $0) } }
}
