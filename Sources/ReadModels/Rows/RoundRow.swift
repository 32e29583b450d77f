package import Talks

package struct RoundRow: Projected {
  package static let name = "round"
  package static let help = "Rounds of talks, as planned and as they went."

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

    package init() {}
    package init(from: EDTF?, until: EDTF?) { (self.from, self.until) = (from, until) }

    package static let parts = [
      Part("from", \Phase.from, "When it began, as EDTF."),
      Part("until", \Phase.until, "When it ended, as EDTF; null where it goes on or nobody said."),
    ]
    package var words: String {
      let start = from?.text ?? ""
      guard let until, until != from else { return start }
      return "\(start) – \(until.text)"
    }
  }

  package init() {}

  package static let fields: [Field<RoundRow>] = [
    Field("round", \.$round, "Its slug.", .key),
    Field("number", \.$number, "Its number."),
    Field("title", \.$title, "Its title."),
    Field(
      "standing", \.$standing, "planned, postponed, in session, recessed, concluded, cancelled or unknown."),
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
      row.$standing = Traced(.among(round.standings), life)
      row.$planned = Traced(planned?.date, planned?.dating.provenance ?? [])
      row.$planChanges = Traced(
        round.plans.compactMap(\.reason),
        Provenance(round.plans.filter { $0.reason != nil }.map(\.dating.position)))
      row.$convened = .on(convened)
      row.$convenedDay = .firstDay(convened)
      row.$phases = Traced(
        round.phases.map { Phase(from: $0.convened.on, until: $0.closed?.on) },
        Provenance(
          round.phases.flatMap { [$0.convened.position] + [$0.closed?.position].compactMap(\.self) }))
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
