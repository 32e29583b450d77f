import EventStore
import ReadModels
import Talks

/// Where a process stands on a day: the answer of `show`.
struct Standing {
  let process: String
  let standpoint: Standpoint
  let state: Table
  let tiers: Table
  let roster: Table
  let tracks: Table
  let measures: Table
  let agreements: Table
  let setbacks: Table
  let names: PartyNames
  let rounds: Table
  let governments: Governments
  let disputes: Disputes

  init(of process: String, from standpoint: Standpoint, _ answers: inout Answers<PostgresLog>) throws {
    let found = try answers.tables(
      [
        ProcessProjection.self, TierProjection.self, RosterProjection.self, TrackProjection.self,
        MeasureProjection.self, AgreementProjection.self, SetbackProjection.self, PartyProjection.self,
        RoundProjection.self, AccountProjection.self,
      ], process: process, ofAll: [AdministrationProjection.self])
    try standpoint.check(found[9])
    self.process = process
    self.standpoint = standpoint
    (state, tiers, roster, tracks, measures) = (found[0], found[1], found[2], found[3], found[4])
    (agreements, setbacks, rounds, governments) = (
      found[5], found[6], found[8], Governments(found[10])
    )
    (names, disputes) = (PartyNames(found[7]), Disputes(found[9]))
  }

  private func state(_ column: String) -> Cell { state.rows.isEmpty ? .null : state[0, column] }

  private var seated: [Int] {
    roster.rows.indices.filter { roster[$0, "at_table"].truth != .no }
      .sorted { key($0) < key($1) }
  }

  private func key(_ row: Int) -> (Int64, String) {
    (roster[row, "tier"].integer ?? .max, roster[row, "party"].text ?? "")
  }

  /// When a tier was opened; parties may come in without anybody saying so.
  private func opening(of tier: Int) -> String {
    if tiers[tier, "opened"] != .null { return tiers[tier, "opened"].date }
    let present = Set(seated.compactMap { roster[$0, "party"].text })
    return present.isDisjoint(with: tiers[tier, "parties"].texts) ? "not yet" : "not recorded"
  }

  /// The rows of which a column is true, and those of which dates leave that open.
  private func those(_ table: Table, _ column: String) -> [Int] {
    table.rows.indices.filter { table[$0, column].truth != .no }
  }

  private var open: [Int] { those(measures, "is_open") }
  private var inForce: [Int] { those(agreements, "in_force") }
  private var openSetbacks: [Int] { those(setbacks, "is_open") }

  private func overdue(_ row: Int) -> Truth { measures.overdue(row, on: standpoint.day) }

  /// The most and the fewest days since anybody met; the most is nil where they may never have.
  private var daysSinceContact: (most: Int?, fewest: Int)? {
    guard let last = state("last_contact_day").day else { return nil }
    let first = state("last_contact_from").day
    return (first.map { Int(standpoint.day.days - $0.days) }, Int(standpoint.day.days - last.days))
  }

  private func doubt(_ table: Table, _ row: Int, _ column: String) -> String {
    (table[row, column] == .unknown ? " (unknown on that day)" : "") + disputes.mark(table.rows[row])
  }

  // MARK: For people

  /// A table of what is so.
  struct Section {
    let title: String
    let projection: any Projection.Type
    let table: Table
    /// Which rows of the table.
    let rows: [Int]
    let shown: [Shown]
    /// What to say where there is none; nil where the section is left out then.
    let none: String?
  }

  var sections: [Section] {
    let all = [atTable, plan, owed, texts, obstacles, strands]
    return all.filter { !$0.rows.isEmpty || $0.none != nil }
  }

  private var atTable: Section {
    Section(
      title: "At the table", projection: RosterProjection.self, table: roster, rows: seated,
      shown: [
        .cell("tier", "tier"),
        Shown(title: "party", column: "party") { table, row, names in
          names.name(table[row, "party"].text ?? "") + doubt(table, row, "at_table")
        },
        .cell("role", "role"), .cell("basis", "how"), .date("since", "since"),
        Shown(title: "under") { table, row, _ in governments.head(of: table[row, "party"].text ?? "") ?? "" },
      ], none: "Nobody.")
  }

  private var plan: Section {
    Section(
      title: "Accession plan", projection: TierProjection.self, table: tiers,
      rows: Array(tiers.rows.indices),
      shown: [
        .cell("tier", "tier"),
        Shown(title: "parties", column: "parties") { table, row, names in
          table[row, "parties"].texts.map(names.name).joined(separator: ", ")
        },
        .cell("condition", "condition"),
        Shown(title: "opened", column: "opened") { _, row, _ in opening(of: row) },
      ], none: nil)
  }

  private var owed: Section {
    Section(
      title: "Open measures (\(open.count), \(open.count { overdue($0) == .yes }) overdue)",
      projection: MeasureProjection.self, table: measures, rows: open,
      shown: [
        .titled("measure", doubt: "is_open", doubt), .cell("party", "by"),
        .parties("beneficiaries", "to"),
        Shown(title: "deadline", column: "deadline") { table, row, _ in
          table[row, "deadline"].date + overdue(row).inWords(" OVERDUE")
        },
        .cell("in_return_for", "in return for"),
      ], none: "None.")
  }

  private var texts: Section {
    Section(
      title: "Agreements in force", projection: AgreementProjection.self, table: agreements, rows: inForce,
      shown: [
        .titled("agreement", doubt: "in_force", doubt),
        Shown(title: "standing", column: "status") { $0.standingInWords($1, $2) },
        Shown(title: "since", column: "signed") { table, row, _ in
          table[row, "signed"].text.map(inWords) ?? table[row, "reached"].date
        },
      ], none: "None.")
  }

  private var obstacles: Section {
    Section(
      title: "Open setbacks", projection: SetbackProjection.self, table: setbacks, rows: openSetbacks,
      shown: [
        .date("occurred", "when"), .titled("setback", doubt: "is_open", doubt),
        .cell("assessments", "severity"),
      ], none: "None.")
  }

  private var strands: Section {
    Section(
      title: "Tracks", projection: TrackProjection.self, table: tracks, rows: Array(tracks.rows.indices),
      shown: [
        .cell("track", "track"), .cell("events", "events"), .cell("open_measures", "open"),
        .cell("delivered", "delivered"), .cell("undone", "undone"), .date("last_movement", "last movement"),
        .cell("last_headline", ""),
      ], none: "None.")
  }

  func text(width: Int?) -> String {
    var lines = [Style.bold(Terminal.harmless(title)) + (title == process ? "" : Style.dim("  \(process)"))]
    lines.append(Terminal.harmless(summary))
    if !aims.isEmpty { lines.append("Aims: \(Terminal.harmless(aims.joined(separator: "; ")))") }
    for section in sections {
      lines.append("")
      lines.append(Style.cyan(Style.bold(section.title)))
      if section.rows.isEmpty {
        lines.append("  \(section.none ?? "")")
        continue
      }
      let table = TextTable(
        headings: section.shown.map { .init(title: $0.title) },
        rows: section.rows.map { row in section.shown.map { $0.text(section.table, row, names) } })
      lines += table.lines(width: width.map { $0 - 2 }).map { "  \($0)" }
    }
    lines.append("")
    lines.append(Style.bold("Last round: ") + Terminal.harmless(lastRound))
    lines.append(Style.bold("Last contact: ") + lastContact)
    if let legend { lines.append(legend) }
    return lines.joined(separator: "\n")
  }

  var title: String { state("title").text ?? process }
  var aims: [String] { state("aims").texts }

  /// What the mark of disputed rows means; nil where none has it.
  var legend: String? {
    let shown =
      seated.map { roster.rows[$0] } + open.map { measures.rows[$0] } + inForce.map { agreements.rows[$0] }
      + openSetbacks.map { setbacks.rows[$0] }
    return disputes.legend(shown, standpoint)
  }

  var summary: String {
    var parts = [state("standing").plain]
    if let opened = state("opened").text { parts.append("opened \(inWords(opened))") }
    if let suspended = state("suspended").text { parts.append("suspended since \(inWords(suspended))") }
    if let closed = state("closed").text { parts.append("closed \(inWords(closed))") }
    if let format = state("format").text { parts.append(format) }
    parts.append("\(state("events").plain) events")
    parts.append(standpoint.inWords)
    return parts.joined(separator: " · ")
  }

  var lastRound: String {
    guard let slug = state("last_round").text,
      let row = rounds.rows.indices.first(where: { rounds[$0, "round"].text == slug })
    else { return "none" }
    let title = rounds[row, "title"].text.map { "\($0) (\(slug))" } ?? slug
    return "\(title), \(rounds[row, "standing"].plain), convened \(rounds[row, "convened"].date)"
  }

  var lastContact: String {
    guard let days = daysSinceContact else { return "none" }
    let count =
      switch days.most {
      case nil: "at least \(days.fewest)"
      case days.fewest: "\(days.fewest)"
      case let most?: "\(days.fewest) to \(most)"
      }
    return
      "\(state("last_contact").date), \(count) days before \(standpoint.asOf == nil ? "today" : "that day")"
  }

  // MARK: For scripts

  var json: String {
    func rows(_ table: Table, _ wanted: [Int]) -> JSONWriter {
      JSONAnswer(
        name: "", process: nil, standpoint: standpoint,
        table: Table(columns: table.columns, rows: wanted.map { table.rows[$0] })
      ).rows
    }
    var members: [(name: String, json: JSONWriter)] = [
      ("answer", .of { $0.string("show") }),
      ("process", .of { $0.string(process) }),
      ("at_table", rows(roster, seated)),
      ("tiers", rows(tiers, Array(tiers.rows.indices))),
      ("open_measures", rows(measures, open)),
      ("overdue_measures", rows(measures, open.filter { overdue($0) == .yes })),
      ("agreements_in_force", rows(agreements, inForce)),
      ("open_setbacks", rows(setbacks, openSetbacks)),
      ("tracks", rows(tracks, Array(tracks.rows.indices))),
      (
        "days_since_contact",
        .of { if let days = daysSinceContact { $0.integer(days.fewest) } else { $0.null() } }
      ),
      (
        "days_since_contact_at_most",
        .of { if let most = daysSinceContact?.most { $0.integer(most) } else { $0.null() } }
      ),
    ]
    let state = rows(state, Array(state.rows.indices.prefix(1)))
    members.append(("state", state))
    return JSONWriter.of { $0.object(members + standpoint.members) }.text
  }
}

extension Shown {
  /// What a thing is called, by its title or else its name, with what its date leaves in doubt.
  fileprivate static func titled(
    _ name: String, doubt column: String, _ doubt: @escaping (Table, Int, String) -> String
  ) -> Shown {
    Shown(title: name, column: "title") { table, row, _ in
      (table[row, "title"].text ?? table[row, name].plain) + doubt(table, row, column)
    }
  }
}

extension Table {
  /// Whether a measure is still owed when a day has passed its deadline.
  func overdue(_ row: Int, on day: CivilDay) -> Truth {
    guard let deadline = self[row, "deadline"].text.flatMap({ try? EDTF($0) }) else { return .no }
    return self[row, "is_open"].truth && deadline.isOver(by: CivilDay(days: day.days - 1))
  }
}

extension Truth {
  /// Words that are so, followed by a doubt where that is not certain; nothing where they are not so.
  func inWords(_ words: String) -> String {
    switch self {
    case .no: ""
    case .unknown: words + "?"
    case .yes: words
    }
  }
}
