import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks

/// What a page about a process says, part by part.
struct Brief {
  private let process: String
  private let standpoint: Standpoint
  private let names: PartyNames
  private let governments: Governments
  private let tables: [String: Table]
  private let state: ProcessState?

  /// Lists are cut here, so that it stays one page.
  private static let most = 12

  init(_ process: String, _ standpoint: Standpoint, _ answers: inout Answers<PostgresLog>) throws {
    let wanted = Projections.all.filter { $0 != SourceProjection.self && $0 != SearchProjection.self }
    let found = try answers.tables(
      wanted, process: process,
      ofAll: [AdministrationProjection.self, TimelineProjection.self, RosterProjection.self])
    self.process = process
    self.standpoint = standpoint
    tables = Dictionary(uniqueKeysWithValues: zip(wanted.map { $0.name }, found))
    try standpoint.check(tables[AccountProjection.name] ?? Table(columns: [], rows: []))
    governments = Governments(found[wanted.count])
    breakdowns = Breakdowns(
      of: process, found[wanted.firstIndex { $0 == EpisodeProjection.self } ?? 0],
      roster: found[wanted.count + 2], timeline: found[wanted.count + 1],
      process: found[wanted.firstIndex { $0 == ProcessProjection.self } ?? 0])
    names = PartyNames(try answers.table(PartyProjection.self))
    state = try answers.state(of: process)
  }

  private let breakdowns: Breakdowns

  private subscript(_ projection: any Projection.Type) -> Table {
    tables[projection.name] ?? Table(columns: [], rows: [])
  }

  private var day: CivilDay { standpoint.day }

  var title: String {
    let table = self[ProcessProjection.self]
    return (table.rows.isEmpty ? nil : table[0, "title"].text) ?? process
  }

  // MARK: Where it stands

  var standing: [Report.Block] {
    let (table, roster) = (self[ProcessProjection.self], self[RosterProjection.self])
    guard !table.rows.isEmpty else { return [.paragraph("Nothing is recorded.")] }
    let seated = roster.rows.indices.filter { roster[$0, "at_table"].truth != .no }
    var words = "\(standpoint.inWords.capitalizedFirst): the talks are \(table[0, "standing"].plain)"
    if table[0, "opened"] != .null { words += ", opened \(table[0, "opened"].date)" }
    if table[0, "closed"] != .null { words += ", closed \(table[0, "closed"].date)" }
    if let format = table[0, "format"].text { words += "; \(format)" }
    words += "."
    if let contact = table[0, "last_contact_day"].day {
      words +=
        " The parties last met \(table[0, "last_contact"].date), \(Int(day.days) - Int(contact.days)) days before."
    }
    let episodes = self[EpisodeProjection.self]
    if let last = episodes.rows.indices.last, episodes[last, "is_open"].truth != .no {
      let away = episodes[last, "parties"].texts.map(names.name).joined(separator: ", ")
      words +=
        episodes[last, "suspended"].isTrue
        ? " They have stood still since \(episodes[last, "began"].date)"
        : " \(away) \(episodes[last, "parties"].texts.count == 1 ? "has" : "have") been away since \(episodes[last, "began"].date)"
      if let began = episodes[last, "began_day"].day {
        words += ", for \(Int(day.days) - Int(began.days)) days"
      }
      let before = episodes.rows.indices.dropLast().count
      if let median = breakdowns.medianDays {
        words +=
          before == 1
          ? "; the breakdown before it lasted \(median / 2) days"
          : "; those before it lasted \(median / 2) days in the median"
      }
      words += "."
    }
    let agreements = self[AgreementProjection.self]
    let inForce = agreements.rows.indices.filter { agreements[$0, "in_force"].truth != .no }
    return [
      .paragraph(words), .heading("At the table"),
      seated.isEmpty
        ? .paragraph("Nobody.")
        : .table(
          ["Party", "Role", "Under", "Since"],
          seated.map { row in
            let party = roster[row, "party"].text ?? ""
            return [
              names.name(party), roster[row, "role"].plain, governments.head(of: party) ?? "",
              roster[row, "since"].date,
            ]
          }),
      .heading("Agreements in force"),
      inForce.isEmpty
        ? .paragraph("None.")
        : .list(
          inForce.suffix(Self.most).map { row in
            "\(agreements[row, "title"].text ?? agreements[row, "agreement"].plain) (\(agreements.standingInWords(row, names)))"
          }),
    ]
  }

  // MARK: What changed

  /// - Parameters:
  ///   - then: what held on the day of the last brief; nil where nothing was known of it.
  ///   - recorded: every event of the process that counts.
  func changes(
    since last: CivilDay, then: ProcessState?, _ recorded: [RecordedEvent<Event>]
  ) -> [Report.Block] {
    var blocks: [Report.Block] = [.heading("Since \(inWords(last.description))")]
    let timeline = self[TimelineProjection.self]
    let happened = timeline.rows.indices.filter { row in
      guard let first = timeline[row, "first_day"].day else { return false }
      return first > last && first <= day
    }
    blocks.append(
      list(
        happened.map {
          "\(timeline[$0, "on_text"].date): \(timeline[$0, "headline"].plain) [\(timeline[$0, "event"].plain)]"
        },
        none: "Nothing is recorded as having happened."))
    let moment = (Int64(last.days) + 1) * 86_400_000_000
    let fresh = recorded.filter { $0.known >= moment }
    if fresh.count == recorded.count {
      blocks.append(.paragraph("All of the record was learned since then."))
    } else {
      let late = fresh.filter { event in
        event.body.type.isEditorial
          || (event.body.on.flatMap { Dating(on: $0, position: 0).firstDay } ?? .max) <= last.days
      }
      if !late.isEmpty {
        blocks.append(.heading("Learned since about the time before"))
        blocks.append(list(late.map { Told($0).line }, none: ""))
      }
    }
    let changed = Comparison(process: process, then, state).changes.filter(Self.matters)
    if !changed.isEmpty {
      blocks.append(.heading("What is otherwise, and by which events"))
      blocks.append(list(changed.map(Self.words), none: ""))
    }
    return blocks
  }

  /// Those columns of which a reader of briefs wants to know, by table.
  private static let telling: [String: Set<String>] = [
    ProcessProjection.name: ["standing", "format", "at_table"], MeasureProjection.name: ["status"],
    AgreementProjection.name: ["status"], SetbackProjection.name: ["is_open"],
    ExchangeProjection.name: ["given"], TierProjection.name: ["opened"],
    VerificationProjection.name: ["holds", "verified_by"],
  ]

  private static func matters(_ change: Comparison.Change) -> Bool {
    guard let columns = telling[change.projection] else { return false }
    // What came is told by what happened.
    return change.kind == .removed || change.column.map(columns.contains) ?? false
  }

  private static func words(_ change: Comparison.Change) -> String {
    let row = ([change.projection] + change.key.map(\.plain)).filter { !$0.isEmpty }.joined(separator: " ")
    let by = "[\(change.events.all.map(String.init).joined(separator: ", "))]"
    func words(_ cell: Cell) -> String { cell == .null ? "nothing" : cell.plain }
    return switch change.kind {
    case .removed: "\(row): gone \(by)"
    case .added, .changed:
      "\(row), \(change.column ?? ""): \(words(change.before)) → \(words(change.after)) \(by)"
    }
  }

  // MARK: What is due

  var due: [Report.Block] {
    let (measures, rounds) = (self[MeasureProjection.self], self[RoundProjection.self])
    let open = measures.rows.indices.filter { measures[$0, "is_open"].truth != .no }
      .sorted { deadline($0) < deadline($1) }
    let planned = rounds.rows.indices.filter {
      ["planned", "postponed"].contains(rounds[$0, "standing"].text)
    }
    var blocks: [Report.Block] = [.heading("Due")]
    blocks.append(
      open.isEmpty
        ? .paragraph("Nothing that was promised is open.")
        : .table(
          ["Measure", "By", "Deadline", "In return for"],
          open.prefix(Self.most).map { row in
            let late = measures[row, "deadline_day"].day.map { Int(day.days) - Int($0.days) } ?? 0
            let overdue = measures.overdue(row, on: day)
            return [
              measures[row, "title"].text ?? measures[row, "measure"].plain,
              measures[row, "party"].text.map(names.name) ?? "",
              measures[row, "deadline"].date
                + (overdue == .yes ? ", \(late) days overdue" : overdue.inWords(", overdue")),
              measures[row, "in_return_for"].plain,
            ]
          }))
    if open.count > Self.most { blocks.append(.paragraph("And \(open.count - Self.most) more.")) }
    if !planned.isEmpty {
      blocks.append(
        list(
          planned.map { row in
            "\(rounds[row, "title"].text ?? rounds[row, "round"].plain): \(rounds[row, "standing"].plain)"
          }, none: ""))
    }
    return blocks
  }

  private func deadline(_ row: Int) -> CivilDay {
    self[MeasureProjection.self][row, "deadline_day"].day ?? CivilDay(days: .max)
  }

  // MARK: What to watch

  var watch: [Report.Block] {
    var items: [String] = []
    let setbacks = self[SetbackProjection.self]
    for row in setbacks.rows.indices.reversed() where setbacks[row, "is_open"].truth != .no {
      items.append(
        "Not overcome: \(setbacks[row, "title"].text ?? setbacks[row, "setback"].plain), \(setbacks[row, "occurred"].date)"
      )
    }
    let exchanges = self[ExchangeProjection.self]
    for row in exchanges.rows.indices where !exchanges[row, "unanswered"].texts.isEmpty {
      let giver = exchanges[row, "moved_first"].texts.map(names.name).joined(separator: ", ")
      if exchanges[row, "parties"].texts.count > 1 {
        items.append("Unanswered: what \(giver) gave, \(exchanges[row, "unanswered"].plain)")
      }
    }
    for row in exchanges.rows.indices where !exchanges[row, "snapped_back"].texts.isEmpty {
      items.append("Taken back: \(exchanges[row, "undone"].plain)")
    }
    let verification = self[VerificationProjection.self]
    for row in verification.rows.indices
    where verification[row, "category"].text == "freeze" && verification[row, "holds"].truth != .no {
      let name = verification[row, "title"].text ?? verification[row, "measure"].plain
      let last = verification[row, "verified"]
      items.append(
        last == .null
          ? "Frozen and never confirmed: \(name)"
          : "Frozen, last confirmed \(last.date) by \(verification[row, "verified_by"].text.map(names.name) ?? "nobody named"): \(name)"
      )
    }
    let tracks = self[TrackProjection.self]
    func days(_ row: Int) -> Int? {
      tracks[row, "last_forward_day"].day.map { Int(day.days) - Int($0.days) }
    }
    let moving = tracks.rows.indices.filter { (days($0) ?? .max) <= 365 }
    for row in tracks.rows.indices where !moving.isEmpty && !moving.contains(row) {
      let still = days(row).map { "for \($0) days" } ?? "with no step recorded"
      items.append(
        "Standing still \(still): \(tracks[row, "track"].plain), while \(moving.map { tracks[$0, "track"].plain }.joined(separator: ", ")) \(moving.count == 1 ? "moves" : "move")"
      )
    }
    let accounts = self[AccountProjection.self]
    let disputed = Set(
      accounts.rows.indices.filter { accounts[$0, "open"].isTrue }.map { accounts[$0, "headline"].plain })
    items += disputed.sorted().map { "Accounts differ: \($0)" }
    return [.heading("To watch"), list(items, none: "Nothing.")]
  }

  private func list(_ items: [String], none: String) -> Report.Block {
    if items.isEmpty { return .paragraph(none) }
    let shown = items.suffix(Self.most)
    return .list(
      (items.count > shown.count
        ? ["\(items.count - shown.count) more; “parley timeline” and “parley diff” show them all."] : [])
        + shown)
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
