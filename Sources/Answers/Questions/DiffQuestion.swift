package import ArgumentParser
internal import EventSourcing
internal import EventStore
package import ReadModels
internal import Talks

package struct DiffQuestion: OneProcessQuestion {
  package static let name = "diff"
  package static let abstract =
    "Show what changed in a process between two days, or between two states of the record."
  package static let discussion = """
    --from and --to are days, and the answer is what happened between them; with --known they are days or \
    moments at which the record stood, and the answer begins with everything that was recorded in between: what \
    was added, amended, retracted, merged, disputed and so on, by whom and why. Then comes what that changed in \
    the answers, with the events that make each difference. Differences of mere counts, such as how many measures \
    are open, are told with --all.
    """
  package static let page: ServedPage? = nil
  package static let members: [JSONMember] = [
    .value("from", "the standpoint before: `as_of`, `as_known` and so on"), .value("to", "the one after"),
    .value(
      "operations",
      "with `--known`, what was recorded in between, in order: objects of `kind` (\(Operation.Kind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))), `event` (the position of what was recorded), `targets` (those of the events that it is about), `fields` (objects of `field`, `before` and `after`: lists of values as they are typed), `sentence`, `because`, `by` and `known`"
    ),
    .value(
      "happened",
      "without `--known`, what happened or no longer did: objects of `kind` (`added` or `removed`) and `event`"
    ),
    .value(
      "changes",
      "objects of `kind` (`added`, `removed` or `changed`), `table`, `row` (what tells it from others), `column` (`null` for a whole row), `before`, `after` and `events`, the positions of those that make the difference; without those of counts unless there is `--all`"
    ), .value("counts", "how many differences of counts there are, told or not"), EventCitation.member,
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Option(help: ArgumentHelp("The earlier day, or with --known the earlier time.", valueName: "time"))
  package var from: String

  @Option(help: ArgumentHelp("The later one; now, if left out.", valueName: "time"))
  package var to: String?

  @Flag(help: "Compare the record as it stood at two times, not what was true on two days.")
  package var known = false

  @Flag(help: "Also differences of counts, below the others.")
  package var all = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let now = reader.standpoint
    let (before, after) = (try standpoint(from, now), try to.map { try standpoint($0, now) } ?? now)
    var (old, new) = (reader.moved(to: before), reader.moved(to: after))
    try reader.log.check(process)
    let states = (before: try old.state(of: process), after: try new.state(of: process))
    let comparison = Comparison(process: process, states.before, states.after)
    let shown = comparison.changes.filter { all || !$0.isTally }
    let happenings = known ? [] : Self.happenings(states.before, states.after)
    let positions = Provenance(shown.flatMap(\.events.all) + happenings.map(\.position))
    let record = known ? try reader.log.record(of: process) : []
    let operations = Operation.between(
      record.filter(before.admits), record.filter(after.admits), zones: reader.zones)
    let counts = comparison.changes.count(where: \.isTally)
    var answer = Answer(
      Self.name, of: process, from: now,
      [
        DifferencesSection(
          operations: known ? operations : nil, happenings: known ? nil : happenings, changes: shown,
          counts: counts, showsCounts: all, events: try reader.log.events(at: positions.all))
      ])
    answer.lead = ["\(process): \(before.inWords) → \(after.inWords)"]
    answer.members = [("from", .of { $0.object(before.members) }), ("to", .of { $0.object(after.members) })]
    return answer
  }

  /// What counts after and not before, and the reverse, in the order of occurrence.
  private static func happenings(_ before: ProcessState?, _ after: ProcessState?) -> [Happening] {
    func places(_ state: ProcessState?) -> Set<Int64> { Set(state?.entries.map(\.position) ?? []) }
    let (old, new) = (places(before), places(after))
    let gone = (before?.entries ?? []).filter { !new.contains($0.position) }
    let come = (after?.entries ?? []).filter { !old.contains($0.position) }
    return gone.map { Happening(isAdded: false, position: $0.position) }
      + come.map { Happening(isAdded: true, position: $0.position) }
  }

  private func standpoint(_ text: String, _ now: Standpoint) throws -> Standpoint {
    var standpoint = now
    if known {
      standpoint.asKnown = try StandpointOptions.moment(text)
    } else {
      standpoint.asOf = try FilterOptions.day(text)
    }
    return standpoint
  }
}

extension Comparison.Difference {
  /// The changed row, such as “measure freeze”.
  package var row: String {
    let table = table == TimelineRow.name ? "event" : table
    return ([table] + key.map(\.plain)).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The events that make it, such as “[12, 13]”.
  package var by: String { "[\(events.all.map(String.init).joined(separator: ", "))]" }

  /// Such as “status: pledged → implemented”.
  package var step: String {
    func words(_ cell: Cell) -> String { cell == .null ? "nothing" : cell.plain }
    return "\(column ?? ""): \(words(before)) → \(words(after))"
  }
}

/// An event that happened between two days.
private struct Happening {
  /// False where the second day is before it.
  let isAdded: Bool
  let position: Int64
}

extension Operation {
  /// The sign before its line.
  fileprivate var sign: String {
    switch kind {
    case .added: "+"
    case .retracted, .erased: "-"
    case .amended, .undone, .merged, .moved, .disputed, .resolved: "~"
    }
  }

  /// Its sentence with who recorded it, when that was known, and why; and a line for each field.
  fileprivate var lines: [String] {
    let by = kind == .added ? "" : "event \(recorded.position), "
    let day = RFC3339.text(microseconds: recorded.known).prefix(10)
    let why = because.map { ": \($0)" } ?? ""
    func words(_ values: [String]) -> String { values.isEmpty ? "nothing" : values.joined(separator: "; ") }
    let cited = kind == .added ? [] : EventCitation(recorded).sources
    return ["\(sign) \(sentence) (\(by)\(recorded.by), known \(day))\(why)"]
      + fields.map { "    \($0.field): \(words($0.before)) → \(words($0.after))" }
      + (cited.isEmpty ? [] : ["    by: \(cited.joined(separator: "; "))"])
  }

  fileprivate var json: JSONWriter {
    .of { json in
      json.object([
        ("kind", .of { $0.string(kind.rawValue) }),
        ("event", .of { $0.integer(Int(recorded.position)) }),
        ("targets", .of { $0.list(targets) { $1.integer(Int($0.position)) } }),
        (
          "fields",
          .of { json in
            json.list(fields) { field, json in
              json.object([
                ("field", .of { $0.string(field.field) }),
                ("before", .of { $0.list(field.before) { $1.string($0) } }),
                ("after", .of { $0.list(field.after) { $1.string($0) } }),
              ])
            }
          }
        ), ("sentence", .of { $0.string(sentence) }),
        ("because", .of { if let because { $0.string(because) } else { $0.null() } }),
        ("by", .of { $0.string(recorded.by) }),
        ("known", .of { $0.string(RFC3339.text(microseconds: recorded.known)) }),
      ])
    }
  }
}

/// What was recorded or happened in between, the differences between the two answers, and the events that make them.
private struct DifferencesSection: AnswerSection {
  /// Nil where the record is the same.
  let operations: [Operation]?
  /// Nil where the day is the same.
  let happenings: [Happening]?
  let changes: [Comparison.Difference]
  let counts: Int
  let showsCounts: Bool
  let events: [RecordedEvent<Event>]

  func text(_ terminal: TerminalStyle) -> [String]? {
    if changes.isEmpty && counts == 0 && operations?.isEmpty ?? true && happenings?.isEmpty ?? true {
      return ["Nothing is otherwise."]
    }
    var lines: [String] = []
    var named = Set<Int64>()
    if let operations {
      lines += operations.isEmpty ? ["Nothing was recorded."] : ["Recorded:"] + operations.flatMap(\.lines)
      named = Set(operations.map(\.recorded.position))
    } else if let happenings, !happenings.isEmpty {
      let events = Dictionary(events.map { ($0.position, $0) }) { first, _ in first }
      lines.append("Happened:")
      for happening in happenings {
        guard let event = events[happening.position] else { continue }
        lines.append("\(happening.isAdded ? "+" : "-") \(EventCitation(event).line)")
        named.insert(happening.position)
      }
    }
    // An event that came or went is told above.
    let others = changes.filter { $0.kind == .changed || $0.table != TimelineRow.name }
    let (tallies, facts) = (others.filter(\.isTally), others.filter { !$0.isTally })
    lines += facts.isEmpty ? ["The answers are the same."] : ["In the answers:"] + Self.lines(facts)
    if !tallies.isEmpty { lines += ["Counts:"] + Self.lines(tallies) }
    if counts > 0 && !showsCounts {
      lines.append(
        counts == 1
          ? "A count is otherwise, too; --all shows it."
          : "\(counts) counts are otherwise, too; --all shows them.")
    }
    let cited = Set(others.flatMap(\.events.all)).subtracting(named)
    let rest = events.filter { cited.contains($0.position) }
    if !rest.isEmpty { lines += ["By:"] + rest.map { "  \(EventCitation($0).line)" } }
    return lines.map(\.harmless)
  }

  private static func lines(_ changes: [Comparison.Difference]) -> [String] {
    var lines: [String] = []
    var last: String?
    for change in changes {
      switch change.kind {
      case .added: lines.append("+ \(change.row)  \(change.by)")
      case .removed: lines.append("- \(change.row)  \(change.by)")
      case .changed:
        if last != change.row { lines.append("~ \(change.row)") }
        lines.append("    \(change.step)  \(change.by)")
      }
      last = change.kind == .changed ? change.row : nil
    }
    return lines
  }

  var members: [(name: String, json: JSONWriter)] {
    [
      (
        "operations",
        .of { json in
          if let operations { json.list(operations) { $1.raw($0.json) } } else { json.null() }
        }
      ),
      (
        "happened",
        .of { json in
          guard let happenings else { return json.null() }
          json.list(happenings) { happening, json in
            json.object([
              ("kind", .of { $0.string(happening.isAdded ? "added" : "removed") }),
              ("event", .of { $0.integer(Int(happening.position)) }),
            ])
          }
        }
      ),
      (
        "changes",
        .of { json in
          json.list(changes) { change, json in
            json.object([
              ("kind", .of { $0.string(change.kind.rawValue) }), ("table", .of { $0.string(change.table) }),
              ("row", .of { $0.list(change.key) { $0.write(&$1, as: .text) } }),
              ("column", .of { if let column = change.column { $0.string(column) } else { $0.null() } }),
              ("before", .of { change.before.write(&$0, as: change.fieldKind) }),
              ("after", .of { change.after.write(&$0, as: change.fieldKind) }),
              ("events", change.events.json),
            ])
          }
        }
      ), ("counts", .of { $0.integer(counts) }), EventCitation.entry(events),
    ]
  }
}
