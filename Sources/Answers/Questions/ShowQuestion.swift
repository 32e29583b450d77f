package import ArgumentParser
internal import ReadModels
internal import Talks

package struct ShowQuestion: OneProcessQuestion, SeriesQuestion {
  package static let name = "show"
  package static let abstract = "Show where a process stands."
  package static let discussion = """
    Who is at the table, by tier and role, and under whom; what is owed and overdue; which agreements are in \
    force; which setbacks are open; the last round and how long ago anybody met; how each track stands.
    """
  package static let page: ServedPage? = .process
  package static let members: [JSONMember] = [
    .rows(ProcessRow.self, "one row", as: "state"), .rows(RosterRow.self, "by tier", as: "at_table"),
    .rows(TierRow.self, as: "tiers"),
    .rows(MeasureRow.self, "promised and not yet delivered", as: "open_measures"),
    .rows(MeasureRow.self, "a part of the open ones", as: "overdue_measures"),
    .rows(AgreementRow.self, as: "agreements_in_force"), .rows(SetbackRow.self, as: "open_setbacks"),
    .rows(TrackRow.self, as: "tracks"),
    .value(
      "days_since_contact",
      "a number, or `null` if nobody has met yet; the fewest, where the date leaves it open"),
    .value(
      "days_since_contact_at_most",
      "the most days that it can be, or `null` if it may be that nobody has met yet"),
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let (context, rows) = try reader.consult(
      about: process, .rows(ProcessRow.self, of: process), .rows(TierRow.self, of: process),
      .rows(RosterRow.self, of: process), .rows(TrackRow.self, of: process),
      .rows(MeasureRow.self, of: process), .rows(AgreementRow.self, of: process),
      .rows(SetbackRow.self, of: process), .rows(RoundRow.self, of: process), .governments())
    let governments = Governments(rows.8, by: context.day)
    let standing = Overview(
      context: context, state: rows.0.first ?? ProcessRow(), tiers: rows.1, roster: rows.2,
      seated: rows.2.filter { $0.atTable != .no }.sorted { $0.seat < $1.seat }.map { $0.under(governments) },
      tracks: rows.3.map { $0.paced(within: Overview.paceLimit, before: context.day(of: process)) },
      open: rows.4.filter { $0.isOpen != .no }, inForce: rows.5.filter { $0.inForce != .no },
      setbacks: rows.6.filter { $0.isOpen != .no }, rounds: rows.7, governments: governments)
    return standing.answer
  }
}

extension RosterRow {
  /// By tier, those without one last, and party.
  fileprivate var seat: (Int, PartyID) { (tier ?? .max, party) }
}

/// The status of a process on a day.
private struct Overview {
  /// For how many days a step shows that a track moves.
  static let paceLimit = 365

  let context: AnswerContext
  let state: ProcessRow
  let tiers: [TierRow]
  /// Every stretch of presence, and those of the day.
  let roster: [RosterRow]
  let seated: [RosterRow]
  let tracks: [TrackRow]
  let open: [MeasureRow]
  let inForce: [AgreementRow]
  let setbacks: [SetbackRow]
  let rounds: [RoundRow]
  let governments: Governments

  private var names: PartyNames { context.names }
  private var day: CivilDay { context.day(of: state.process) }
  private var overdue: [MeasureRow] { open.filter { $0.obligation.isOverdue(on: day) == .yes } }

  var answer: Answer {
    var answer = context.answer(
      ShowQuestion.self,
      [
        Section([state], member: "state"), table, plan, owed, Section(overdue, member: "overdue_measures"),
        texts, obstacles, strands,
      ])
    answer.title = state.title ?? context.process
    answer.lead = [summary]
    if let retired = state.retired { answer.lead.append("It is retired: \(retired)") }
    answer.premises = [Fact("Aims", state.aims)]
    answer.facts = [Fact("Last round", lastRound), Fact("Last contact", lastContact)]
    let (context, process, lastMet) = (self.context, state.process, state.lastMet)
    answer.count = DayCount(day: context.day) { day in
      let days = lastMet?.days(before: context.day(of: process, by: day))
      func number(_ days: Int?) -> JSONWriter { .of { if let days { $0.integer(days) } else { $0.null() } } }
      return [
        ("days_since_contact", number(days?.fewest)), ("days_since_contact_at_most", number(days?.most)),
      ]
    }
    answer.turningDays += open.flatMap(\.obligation.turningDays)
    answer.turningDays += tracks.flatMap { [$0.latestForward, $0.latestBack] }.compactMap(\.self)
      .flatMap { $0.turningDays(within: Self.paceLimit) }
    return answer
  }

  private static func doubt(_ truth: Truth) -> String { truth == .unknown ? " (unknown on that day)" : "" }

  private var table: Section<RosterRow> {
    Section(
      seated,
      [
        Column("tier", \.$tier),
        Column("party", \.$party) { names.name($0.party) + Self.doubt($0.atTable) },
        Column("role", \.$role), Column("how", \.$basis), .date("since", \.$since),
        Column("under", \.$under),
      ], title: "At the table", member: "at_table", whenEmpty: "Nobody\(roster.lastSeen(names)).", signed: 1)
  }

  private var plan: Section<TierRow> {
    let whose =
      tiers.contains { $0.plan != nil || !$0.heldBy.isEmpty }
      ? [Column<TierRow>("plan", \.$plan), .parties("held by", \.$heldBy)] : []
    return Section(
      tiers,
      whose + [
        Column("tier", \.$tier), Column("parties", \.$parties) { names.list($0.parties) },
        Column("condition", \.$condition), Column("opened", \.$opened) { opening(of: $0) },
      ], title: "Accession plan", member: "tiers", signed: nil)
  }

  /// The opening of a tier in words; parties may come in without a record of it.
  private func opening(of tier: TierRow) -> String {
    if let opened = tier.opened { return opened.inWords }
    return Set(seated.map(\.party)).isDisjoint(with: tier.parties) ? "not yet" : "not recorded"
  }

  private var owed: Section<MeasureRow> {
    Section(
      open,
      [
        Column("measure", \.$title) { ($0.title ?? $0.measure.text) + Self.doubt($0.isOpen) },
        .parties("by", \.$doers), .parties("to", \.$beneficiaries),
        Column("deadline", \.$deadline) { row in
          (row.deadline?.inWords ?? "") + row.obligation.isOverdue(on: day).inWords(" OVERDUE")
        },
        Column("in return for", \.$inReturnFor),
      ], title: "Open measures (\(open.count), \(overdue.count) overdue)", member: "open_measures",
      whenEmpty: "None.")
  }

  private var texts: Section<AgreementRow> {
    Section(
      inForce,
      [
        Column("agreement", \.$title) { ($0.title ?? $0.agreement.text) + Self.doubt($0.inForce) },
        Column("standing", \.$status) { $0.standingInWords(names) },
        Column("since", \.$signed) {
          ($0.entered ?? $0.inForceFrom ?? $0.signed ?? $0.reached)?.inWords ?? ""
        },
        Column("until", \.$inForceUntil) { row in
          row.inForceUntil.map { $0.isOpenEnded ? "" : $0.inWords } ?? ""
        },
      ], title: "Agreements in force", member: "agreements_in_force", whenEmpty: "None.")
  }

  private var obstacles: Section<SetbackRow> {
    Section(
      setbacks,
      [
        .date("when", \.$occurred),
        Column("setback", \.$title) { ($0.title ?? $0.setback.text) + Self.doubt($0.isOpen) },
        Column("severity", \.$assessments),
      ], title: "Open setbacks", member: "open_setbacks", whenEmpty: "None.", signed: 1)
  }

  private var strands: Section<TrackRow> {
    Section(
      tracks,
      [
        Column("track", \.$track), Column("events", \.$events), Column("open", \.$openMeasures),
        Column("delivered", \.$delivered), Column("undone", \.$undone),
        .date("last movement", \.$lastMovement), Column("", \.$lastHeadline),
      ], title: "Tracks", member: "tracks", whenEmpty: "None.", signed: nil)
  }

  private var summary: String {
    if !state.wasThere(on: context.standpoint.asOf) {
      return "nothing of it had happened by then · \(context.standpoint.inWords)"
    }
    var parts = [state.standing.text]
    if let opened = state.opened { parts.append("opened \(opened.inWords)") }
    if let suspended = state.suspended { parts.append("suspended since \(suspended.inWords)") }
    if let closed = state.closed { parts.append("closed \(closed.inWords)") }
    if let format = state.format { parts.append(format) }
    parts.append("\(state.events) events")
    parts.append(context.standpoint.inWords)
    return parts.joined(separator: " · ")
  }

  private var lastRound: String {
    guard let round = rounds.first(where: { $0.round == state.lastRound }) else { return "none" }
    let title = round.title.map { "\($0) (\(round.round))" } ?? round.round.text
    return "\(title), \(round.inWords)"
  }

  private var lastContact: String {
    guard let days = state.lastMet?.days(before: day) else { return "none" }
    return
      "\(state.lastContact?.inWords ?? ""), \(days.withNoun) before \(context.dayInWords(of: state.process))"
  }
}

extension ProcessRow {
  /// The date of the parties' last contact; nil where there was none.
  var lastMet: Latest? { lastContactDay.map { Latest(first: lastContactFrom, last: $0) } }
}
