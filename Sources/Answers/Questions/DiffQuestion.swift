package import ArgumentParser
internal import EventSourcing
internal import EventStore
package import ReadModels
internal import Talks

package struct DiffQuestion: Question {
  package static let name = "diff"
  package static let abstract =
    "Show what changed in a process between two days, or between two states of the record."
  package static let discussion = """
    --from and --to are days, and the answer is what happened between them; with --known they are days or \
    moments at which the record stood, and the answer is what was learned and corrected between them. Each \
    change names the events that make it, who recorded them and why.
    """
  package static let page: ServedPage? = nil
  package static let members: [JSONMember] = [
    .value("from", "the standpoint before: `as_of`, `as_known` and so on"), .value("to", "the one after"),
    .value(
      "changes",
      "objects of `kind` (`added`, `removed` or `changed`), `table`, `row` (what tells it from others), `column` (`null` for a whole row), `before`, `after` and `events`, the positions of those that make the difference"
    ), EventCitation.member,
  ]

  @Argument(help: "The process, by its slug.", completion: .processes)
  package var process: String

  @Option(help: ArgumentHelp("The earlier day, or with --known the earlier time.", valueName: "time"))
  package var from: String

  @Option(help: ArgumentHelp("The later one; now, if left out.", valueName: "time"))
  package var to: String?

  @Flag(help: "Compare the record as it stood at two times, not what was true on two days.")
  package var known = false

  package init() {}

  package func answer(_ reader: inout RecordReader) throws -> Answer {
    let now = reader.standpoint
    let (before, after) = (try standpoint(from, now), try to.map { try standpoint($0, now) } ?? now)
    var (old, new) = (reader.moved(to: before), reader.moved(to: after))
    try reader.log.check(process)
    let comparison = Comparison(process: process, try old.state(of: process), try new.state(of: process))
    let positions = Provenance(joining: comparison.changes.map(\.events))
    var answer = Answer(
      Self.name, of: process, from: now,
      [
        DifferencesSection(
          comparison: comparison, events: try reader.log.events(at: positions.all))
      ])
    answer.lead = ["\(process): \(before.inWords) → \(after.inWords)"]
    answer.members = [("from", .of { $0.object(before.members) }), ("to", .of { $0.object(after.members) })]
    return answer
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

/// The differences between two answers, and the events that make them.
private struct DifferencesSection: AnswerSection {
  let comparison: Comparison
  let events: [RecordedEvent<Event>]

  func text(_ terminal: TerminalStyle) -> [String]? {
    if comparison.changes.isEmpty { return ["Nothing is otherwise."] }
    var lines: [String] = []
    var last: String?
    for change in comparison.changes {
      switch change.kind {
      case .added: lines.append("+ \(change.row)  \(change.by)")
      case .removed: lines.append("- \(change.row)  \(change.by)")
      case .changed:
        if last != change.row { lines.append("~ \(change.row)") }
        lines.append("    \(change.step)  \(change.by)")
      }
      last = change.kind == .changed ? change.row : nil
    }
    return (lines + ["By:"] + events.map { "  \(EventCitation($0).line)" }).map(\.harmless)
  }

  var members: [(name: String, json: JSONWriter)] {
    [
      (
        "changes",
        .of { json in
          json.list(comparison.changes) { change, json in
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
      ), EventCitation.entry(events),
    ]
  }
}
