package import ArgumentParser
internal import EventSourcing
internal import EventStore
internal import ReadModels
internal import Talks

package struct BriefQuestion: OneProcessQuestion {
  package static let name = "brief"
  package static let abstract =
    "Write one page about a process: where it stands, what changed, what is due, what to watch."
  package static let discussion = """
    With --since it says what happened since that day, what the record learned about the time before, and which \
    values are otherwise than they were, each with its events.
    """
  package static let page: ServedPage? = nil
  package static let members: [JSONMember] = [
    .rows(RosterRow.self, "those at the table", as: "at_table"),
    .rows(AgreementRow.self, as: "agreements_in_force"),
    .rows(MeasureRow.self, "promised and not yet delivered", as: "open_measures"),
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Option(help: ArgumentHelp("The day of your last brief.", valueName: "date"))
  package var since: String?

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let last = try FilterOptions.day(since)
    if let last, last > reader.day {
      throw Malformed(
        "The last brief cannot be later than the day that this one is about, \(reader.day).")
    }
    let brief = try Brief(process, &reader)
    var sections = brief.standing
    if let last { sections += try brief.changes(since: last, &reader) }
    var answer = brief.context.answer(Self.self, sections + brief.due + brief.watch)
    answer.title = brief.state.title ?? process
    answer.lead = [brief.summary]
    return answer
  }
}

/// A page about a process, part by part.
private struct Brief {
  let context: AnswerContext
  let state: ProcessRow
  private let process: String
  private let roster: [RosterRow]
  private let rounds: [RoundRow]
  private let measures: [MeasureRow]
  private let agreements: [AgreementRow]
  private let setbacks: [SetbackRow]
  private let tracks: [TrackRow]
  private let exchanges: [ExchangeRow]
  private let verifications: [VerificationRow]
  private let episodes: [EpisodeRow]
  private let accounts: [AccountRow]
  private let timeline: [TimelineRow]
  private let governments: Governments
  private let breakdowns: Breakdowns

  /// Lists are cut here, so that it stays one page.
  private static let most = 12

  init(_ process: String, _ reader: inout RecordReader) throws {
    let (context, rows) = try reader.consult(
      about: process, .rows(ProcessRow.self, of: process), .rows(RosterRow.self, of: process),
      .rows(RoundRow.self, of: process), .rows(MeasureRow.self, of: process),
      .rows(AgreementRow.self, of: process), .rows(SetbackRow.self, of: process),
      .rows(TrackRow.self, of: process), .rows(ExchangeRow.self, of: process),
      .rows(VerificationRow.self, of: process), .rows(EpisodeRow.self, of: process),
      .rows(AccountRow.self, of: process), .rows(TimelineRow.self, of: process), .governments())
    (self.process, self.context) = (process, context)
    state = rows.0.first ?? ProcessRow()
    (roster, rounds, measures, agreements) = (rows.1, rows.2, rows.3, rows.4)
    (setbacks, tracks, exchanges, verifications) = (rows.5, rows.6, rows.7, rows.8)
    (episodes, accounts, timeline, governments) = (
      rows.9, rows.10, rows.11, Governments(rows.12, by: context.day)
    )
    breakdowns = try reader.breakdowns(of: process, episodes)
  }

  private var names: PartyNames { context.names }
  private var day: CivilDay { context.day(of: process) }

  // MARK: Where it stands

  var summary: String {
    var words = "\(capitalized(context.standpoint.inWords)): \(standingInWords)"
    if let opened = state.opened { words += ", opened \(opened.inWords)" }
    if let closed = state.closed { words += ", closed \(closed.inWords)" }
    if let format = state.format { words += "; \(format)" }
    words += "."
    if let days = state.lastMet?.days(before: day) {
      words +=
        " The last contact was \(state.lastContact?.inWords ?? ""), \(days.withNoun) before \(context.dayInWords(of: process))."
    }
    for episode in episodes where episode.isOpen != .no { words += breakdown(episode) }
    return words
  }

  private var standingInWords: String {
    switch state.standing {
    case .known(.noTalks): "no talks are recorded"
    case .known(.notBegun): "nothing of it had happened yet"
    case .known(.inImplementation): "no talks go on, and what was agreed is being carried out"
    case .known(let standing): "the talks are \(standing.text)"
    case .unknown: "dates leave open how the talks stand"
    }
  }

  private func breakdown(_ last: EpisodeRow) -> String {
    let began = last.began?.inWords ?? ""
    var words =
      last.suspended
      ? " They have stood still since \(began)"
      : " \(names.list(last.parties)) \(last.parties.count == 1 ? "has" : "have") been away since \(began)"
    if let days = Days(since: last.began, on: day) { words += ", for \(days.inWords) days" }
    if let median = breakdowns.twiceMedianDays {
      words +=
        episodes.count { $0.isOpen == .no } == 1
        ? "; the breakdown before it lasted \(median / 2) days"
        : "; those before it lasted \(median / 2) days in the median"
    }
    return words + "."
  }

  var standing: [any AnswerSection] {
    var texts = Section(
      Array(agreements.filter { $0.inForce != .no }.suffix(Self.most)),
      [Column("") { "\($0.title ?? $0.agreement.text) (\($0.standingInWords(names)))" }],
      title: "Agreements in force", member: "agreements_in_force", whenEmpty: "None.")
    texts.layout = .list
    return [
      Section(
        roster.filter { $0.atTable != .no },
        [
          Column("Party") { names.name($0.party) }, Column("Role", \.$role),
          Column("Under") { governments.head(of: $0.party) ?? "" }, .date("Since", \.$since),
        ], title: "At the table", member: "at_table", whenEmpty: "Nobody."), texts,
    ]
  }

  // MARK: What changed

  func changes(since last: CivilDay, _ reader: inout RecordReader) throws -> [any AnswerSection] {
    var earlier = reader.standpoint
    earlier.asOf = last
    var before = reader.moved(to: earlier)
    let (then, now) = (try before.state(of: process), try reader.state(of: process))
    let recorded = try reader.record(of: process)
    let happened = timeline.filter { row in row.firstDay.map { $0 > last && $0 <= day } ?? false }
    var sections: [any AnswerSection] = [
      list(
        "Since \(last.inWords)",
        happened.map { "\($0.onText?.inWords ?? ""): \($0.headline) [\($0.event)]" },
        none: "Nothing is recorded as having happened.")
    ]
    let moment = (Int64(last.days) + 1) * 86_400_000_000
    let fresh = recorded.filter { $0.known >= moment }
    if fresh.count == recorded.count {
      sections.append(list(nil, [], none: "All of the record was learned since then."))
    } else {
      let late = fresh.filter { event in
        event.body.type.isEditorial
          || (event.body.on.flatMap { Dating(on: $0, position: 0).firstDay } ?? .max) <= last.days
      }
      if !late.isEmpty {
        sections.append(
          list("Learned since about the time before", late.map { EventCitation($0).line }, none: ""))
      }
    }
    let telling = Self.telling
    let changed = Comparison(process: process, then, now).changes.filter { Self.matters($0, telling) }
    if !changed.isEmpty {
      sections.append(
        list("What is otherwise, and by which events", changed.map(Self.words), none: ""))
    }
    return sections
  }

  /// The fields that matter to a reader of briefs.
  private static var telling: Set<AnyKeyPath> {
    [
      \ProcessRow.$standing, \ProcessRow.$format, \ProcessRow.$atTable, \MeasureRow.$status,
      \AgreementRow.$status, \SetbackRow.$isOpen, \ExchangeRow.$given, \TierRow.$opened,
      \VerificationRow.$holds, \VerificationRow.$verifiedBy, \VerificationRow.$failedAs,
    ]
  }

  /// The tables of these fields.
  private static let telltale: Set<String> = [
    ProcessRow.name, MeasureRow.name, AgreementRow.name, SetbackRow.name, ExchangeRow.name, TierRow.name,
    VerificationRow.name,
  ]

  private static func matters(_ change: Comparison.Difference, _ telling: Set<AnyKeyPath>) -> Bool {
    // Additions are covered by the list of happenings.
    change.path.map { telling.contains($0) } ?? (change.kind == .removed && telltale.contains(change.table))
  }

  private static func words(_ change: Comparison.Difference) -> String {
    switch change.kind {
    case .removed: "\(change.row): gone \(change.by)"
    case .added, .changed: "\(change.row), \(change.step) \(change.by)"
    }
  }

  // MARK: What is due

  var due: [any AnswerSection] {
    let open = measures.filter { $0.isOpen != .no }
      .sorted { ($0.deadlineDay?.days ?? .max) < ($1.deadlineDay?.days ?? .max) }
    let planned = rounds.filter { $0.standing == .known(.planned) || $0.standing == .known(.postponed) }
    var section = Section(
      Array(open.prefix(Self.most)),
      [
        Column("Measure") { $0.title ?? $0.measure.text },
        Column("By") { names.list($0.doers) },
        Column("Deadline") { row in
          let late = row.obligation.daysLate(on: day).map { ", \($0) days overdue" }
          return (row.deadline?.inWords ?? "")
            + (late ?? row.obligation.isOverdue(on: day).inWords(", overdue"))
        },
        Column("In return for", \.$inReturnFor),
      ], title: "Due", member: "open_measures", whenEmpty: "Nothing that was promised is open.")
    if open.count > Self.most { section.remarks = ["And \(open.count - Self.most) more."] }
    return [
      section,
      list(nil, planned.map { "\($0.title ?? $0.round.text): \($0.standing?.text ?? "")" }, none: nil),
    ]
  }

  // MARK: What to watch

  var watch: [any AnswerSection] {
    let obstacles = setbacks.reversed().filter { $0.isOpen != .no }.map {
      "Not overcome: \($0.title ?? $0.setback.text), \($0.occurred?.inWords ?? "")"
    }
    let unanswered = exchanges.filter { !$0.unanswered.isEmpty && $0.parties.count > 1 }.map { row in
      "Unanswered: what \(names.list(row.movedFirst)) gave, \(row.unanswered.map(\.text).joined(separator: ", "))"
    }
    let undone = exchanges.filter { !$0.snappedBack.isEmpty }.map { row in
      "Taken back: \(row.undone.map(\.words).joined(separator: ", "))"
    }
    let frozen = verifications.filter { $0.category?.text == "freeze" && $0.holds != .no }.map { row in
      let name = row.title ?? row.measure.text
      let failure = row.lastFailure(names).map { ", \($0)" } ?? ""
      guard let verified = row.verified else { return "Frozen and never confirmed\(failure): \(name)" }
      let by = row.verifiedBy.map(names.name) ?? "nobody named"
      return "Frozen, last confirmed \(verified.inWords) by \(by)\(failure): \(name)"
    }
    let disputed = Set(accounts.filter(\.open).compactMap(\.headline)).sorted().map {
      "Accounts differ: \($0)"
    }
    return [
      list(
        "To watch", obstacles + unanswered + undone + frozen + standingStill + disputed, none: "Nothing.")
    ]
  }

  /// The tracks without recent steps while others have some.
  private var standingStill: [String] {
    let paces = tracks.map { ($0, $0.latestForward?.isWithin(365, before: day) ?? .no) }
    let moving = paces.filter { $0.1 != .no }.map(\.0.track.text)
    if moving.isEmpty { return [] }
    let others = "\(moving.joined(separator: ", ")) \(moving.count == 1 ? "moves" : "move")"
    return paces.filter { $0.1 == .no }.map { track, _ in
      let days = track.latestForward?.days(before: day)
      let still = days.map { "for \($0.inWords) days" } ?? "with no step recorded"
      return "Standing still \(still): \(track.track), while \(others)"
    }
  }

  private func list(_ title: String?, _ items: [String], none: String?) -> Section<String> {
    let shown = Array(items.suffix(Self.most))
    let more =
      items.count > shown.count
      ? ["\(items.count - shown.count) more; “parley timeline” and “parley diff” show them all."] : []
    return Section(
      plain: more + shown, [Column("") { $0 }], title: title, whenEmpty: none, layout: .list)
  }
}
