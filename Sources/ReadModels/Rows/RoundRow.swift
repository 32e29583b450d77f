package import Talks

package struct RoundRow: Projected {
  package static let name = "round"
  package static let help = "Rounds of talks, as planned and as they went."
  // 2: a round whose end nobody recorded is not in session for ever.
  // 3: one convened on an interval ended on its last day, not on the interval.
  package static let version = 3

  package var process = ""
  @Traced package var round = Slug.placeholder
  @Traced package var number: Int? = nil
  @Traced package var title: String? = nil
  @Traced package var standing: Settled<Round.Standing>? = nil
  @Traced package var planned: EDTF? = nil
  @Traced package var planChanges: [String] = []
  @Traced package var convened: EDTF? = nil
  @Traced package var convenedDay: CivilDay? = nil
  @Traced package var phases: [Phase] = []
  @Traced package var sessions = 0
  @Traced package var concluded: EDTF? = nil
  @Traced package var place: String? = nil
  @Traced package var country: String? = nil
  @Traced package var parties: [PartyID] = []
  @Traced package var outcome: String? = nil

  /// A stretch between convening or reopening and the next recess or the end.
  package struct Phase: Structure {
    package var from: EDTF?
    package var until: EDTF?
    package var isEndRecorded = false
    package var overBy: CivilDay?

    package init() {}
    init(_ phase: Round.Phase) {
      (from, until) = (phase.convened.on, phase.closed?.on)
      isEndRecorded = phase.end != nil
      overBy = phase.overBy?.surelyBegun.map(CivilDay.init(days:))
    }

    package static let parts = [
      Part("from", \Phase.from, "When it began, as EDTF."),
      Part("until", \Phase.until, "When it ended, as EDTF; null where it goes on or nobody said."),
      Part(
        "end_recorded", \Phase.isEndRecorded,
        "Whether its end is recorded, later than the day asked about too."),
      Part(
        "over_by", \Phase.overBy,
        "The day by which it was over at the latest, where its end is not recorded; null where nothing shows it."
      ),
    ]
    package var words: String {
      let start = from?.text ?? ""
      if !isEndRecorded { return "\(start), end not recorded\(overBy.map { ", over by \($0)" } ?? "")" }
      guard let until, until != from?.ending else { return start }
      return "\(start) – \(until.text)"
    }
  }

  package init() {}

  package static let fields: [Field<RoundRow>] = [
    Field("round", \.$round, "Its slug.", .key),
    Field("number", \.$number, "Its number."),
    Field("title", \.$title, "Its title."),
    Field(
      "standing", \.$standing,
      "planned, postponed, in session, recessed, over (its end is not recorded), concluded, cancelled or unknown."
    ),
    Field("planned", \.$planned, "The date last planned, as EDTF."),
    Field("plan_changes", \.$planChanges, "Why the plan changed, in order."),
    Field("convened", \.$convened, "When it first convened, as EDTF."),
    Field("convened_day", \.$convenedDay, "The first day of that."),
    Field("phases", \.$phases, "Its phases, in order."),
    Field("sessions", \.$sessions, "How many sessions are recorded."),
    Field("concluded", \.$concluded, "When it ended, as EDTF."),
    Field("place", \.$place, "Where."),
    Field("country", \.$country, "In which country, ISO 3166 in lower case."),
    Field("parties", \.$parties, "Who took part, by id."),
    Field("outcome", \.$outcome, "What came of it."),
  ]

  package static func rows(_ state: ProcessState) -> [RoundRow] {
    state.rounds.all.map { slug, round in
      let life = round.life.provenance
      let sessions = Provenance(round.sessions.map(\.position))
      let convened = round.phases.first?.convened
      let planned = round.plans.last { $0.date != nil }
      var row = RoundRow()
      row.$round = Traced(slug, life.union(sessions))
      row.$number = round.$number
      row.$title = round.$title
      let shown = Provenance([round.phases.last?.overBy?.position].compactMap(\.self))
      row.$standing = Traced(.among(round.standings), life.union(shown))
      row.$planned = Traced(planned?.date, planned?.dating.provenance ?? [])
      row.$planChanges = Traced(
        round.plans.compactMap(\.reason),
        Provenance(round.plans.filter { $0.reason != nil }.map(\.dating.position)))
      row.$convened = .on(convened)
      row.$convenedDay = .firstDay(convened)
      row.$phases = Traced(
        round.phases.map(Phase.init),
        Provenance(
          round.phases.flatMap { phase in
            [phase.convened, phase.closed, phase.overBy].compactMap { $0?.position }
          }))
      row.$sessions = Traced(round.sessions.count, sessions)
      row.$concluded = .on(round.concluded)
      row.$place = round.$place.map { $0?.name }
      row.$country = round.$place.map { $0?.country }
      row.$parties = round.$parties
      row.$outcome = round.$outcome
      return row
    }
  }
}
