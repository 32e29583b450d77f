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

  func text(width: Int?) -> String {
    var lines: [String] = []
    func section(_ title: String, _ headings: [TextTable.Heading], _ rows: [[String]], none: String) {
      lines.append("")
      lines.append(Style.cyan(Style.bold(title)))
      if rows.isEmpty {
        lines.append("  \(none)")
        return
      }
      let table = TextTable(headings: headings, rows: rows)
      lines += table.lines(width: width.map { $0 - 2 }).map { "  \($0)" }
    }
    let title = state("title").text ?? process
    lines.append(Style.bold(Terminal.harmless(title)) + (title == process ? "" : Style.dim("  \(process)")))
    lines.append(Terminal.harmless(summary))
    let aims = state("aims").texts
    if !aims.isEmpty { lines.append("Aims: \(Terminal.harmless(aims.joined(separator: "; ")))") }

    section(
      "At the table",
      ["tier", "party", "role", "how", "since", "under"].map { .init(title: $0) },
      seated.map { row in
        let party = roster[row, "party"].text ?? ""
        return [
          roster[row, "tier"].plain, names.name(party) + doubt(roster, row, "at_table"),
          roster[row, "role"].plain, roster[row, "basis"].plain,
          roster[row, "since"].date, governments.head(of: party) ?? "",
        ]
      }, none: "Nobody.")
    if !tiers.rows.isEmpty {
      section(
        "Accession plan", ["tier", "parties", "condition", "opened"].map { .init(title: $0) },
        tiers.rows.indices.map { row in
          [
            tiers[row, "tier"].plain, tiers[row, "parties"].texts.map(names.name).joined(separator: ", "),
            tiers[row, "condition"].plain,
            opening(of: row),
          ]
        }, none: "")
    }
    section(
      "Open measures (\(open.count), \(open.count { overdue($0) == .yes }) overdue)",
      ["measure", "by", "to", "deadline", "in return for"].map { .init(title: $0) },
      open.map { row in
        [
          (measures[row, "title"].text ?? measures[row, "measure"].plain) + doubt(measures, row, "is_open"),
          measures[row, "party"].plain,
          measures[row, "beneficiaries"].texts.joined(separator: " "),
          measures[row, "deadline"].date + overdue(row).inWords(" OVERDUE"),
          measures[row, "in_return_for"].plain,
        ]
      }, none: "None.")
    section(
      "Agreements in force", ["agreement", "standing", "since"].map { .init(title: $0) },
      inForce.map { row in
        [
          (agreements[row, "title"].text ?? agreements[row, "agreement"].plain)
            + doubt(agreements, row, "in_force"),
          agreements[row, "status"].plain,
          agreements[row, "signed"].text.map(inWords) ?? agreements[row, "reached"].date,
        ]
      }, none: "None.")
    section(
      "Open setbacks", ["when", "setback", "severity"].map { .init(title: $0) },
      openSetbacks.map { row in
        [
          setbacks[row, "occurred"].date,
          (setbacks[row, "title"].text ?? setbacks[row, "setback"].plain) + doubt(setbacks, row, "is_open"),
          setbacks[row, "assessments"].plain,
        ]
      }, none: "None.")
    section(
      "Tracks",
      ["track", "events", "open", "delivered", "undone", "last movement", ""].map { .init(title: $0) },
      tracks.rows.indices.map { row in
        ["track", "events", "open_measures", "delivered", "undone"].map { tracks[row, $0].plain } + [
          tracks[row, "last_movement"].date, tracks[row, "last_headline"].plain,
        ]
      }, none: "None.")
    lines.append("")
    lines.append(Style.bold("Last round: ") + Terminal.harmless(lastRound))
    lines.append(Style.bold("Last contact: ") + lastContact)
    let shown =
      seated.map { roster.rows[$0] } + open.map { measures.rows[$0] } + inForce.map { agreements.rows[$0] }
      + openSetbacks.map { setbacks.rows[$0] }
    if let legend = disputes.legend(shown, standpoint) { lines.append(legend) }
    return lines.joined(separator: "\n")
  }

  private var summary: String {
    var parts = [state("standing").plain]
    if let opened = state("opened").text { parts.append("opened \(inWords(opened))") }
    if let suspended = state("suspended").text { parts.append("suspended since \(inWords(suspended))") }
    if let closed = state("closed").text { parts.append("closed \(inWords(closed))") }
    if let format = state("format").text { parts.append(format) }
    parts.append("\(state("events").plain) events")
    parts.append(standpoint.inWords)
    return parts.joined(separator: " · ")
  }

  private var lastRound: String {
    guard let slug = state("last_round").text,
      let row = rounds.rows.indices.first(where: { rounds[$0, "round"].text == slug })
    else { return "none" }
    let title = rounds[row, "title"].text.map { "\($0) (\(slug))" } ?? slug
    return "\(title), \(rounds[row, "standing"].plain), convened \(rounds[row, "convened"].date)"
  }

  private var lastContact: String {
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
