import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed in a process between two days, or between two states of the record.",
    discussion: """
      --from and --to are days, and the answer is what happened between them; with --known they are days or \
      moments at which the record stood, and the answer is what was learned and corrected between them. Each \
      change names the events that make it, who recorded them and why.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Option(help: ArgumentHelp("The earlier day, or with --known the earlier time.", valueName: "time"))
  var from: String

  @Option(help: ArgumentHelp("The later one; now, if left out.", valueName: "time"))
  var to: String?

  @Flag(help: "Compare the record as it stood at two times, not what was true on two days.")
  var known = false

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let (desk, now) = try reading.desk()
    let (before, after) = (try standpoint(from, now), try to.map { try standpoint($0, now) } ?? now)
    var (old, new) = (try desk.answers(from: before), try desk.answers(from: after))
    try desk.log.check(process)
    let comparison = Comparison(process: process, try old.state(of: process), try new.state(of: process))
    let positions = comparison.changes.reduce(into: Provenance()) { $0.formUnion($1.events) }
    let events = try desk.log.events(at: positions.all)
    if reading.json {
      return Terminal.print(json(comparison, before, after, events))
    }
    Terminal.print(Style.bold(process) + ": \(before.inWords) → \(after.inWords)")
    if comparison.changes.isEmpty { return Terminal.print("Nothing is otherwise.") }
    let names = PartyNames(try new.table(PartyProjection.self))
    for line in text(comparison, names) { Terminal.print(Terminal.harmless(line)) }
    Terminal.print("By:")
    for event in events { Terminal.print(Terminal.harmless("  " + Told(event).line)) }
  }

  private func standpoint(_ text: String, _ now: Standpoint) throws -> Standpoint {
    var options = reading.point
    if known { options.asKnown = text } else { options.asOf = text }
    var standpoint = try options.standpoint
    standpoint.ceiling = now.ceiling
    return standpoint
  }

  private func text(_ comparison: Comparison, _ names: PartyNames) -> [String] {
    var lines: [String] = []
    var last: String?
    for change in comparison.changes {
      let table = change.projection == TimelineProjection.name ? "event" : change.projection
      let row = ([table] + change.key.map(\.plain)).filter { !$0.isEmpty }.joined(separator: " ")
      let by = "[\(change.events.all.map(String.init).joined(separator: ", "))]"
      switch change.kind {
      case .added: lines.append("+ \(row)  \(by)")
      case .removed: lines.append("- \(row)  \(by)")
      case .changed:
        if last != row { lines.append("~ \(row)") }
        func words(_ cell: Cell) -> String { cell == .null ? "nothing" : cell.plain }
        lines.append("    \(change.column ?? ""): \(words(change.before)) → \(words(change.after))  \(by)")
      }
      last = change.kind == .changed ? row : nil
    }
    return lines
  }

  private func json(
    _ comparison: Comparison, _ before: Standpoint, _ after: Standpoint, _ events: [RecordedEvent<Event>]
  ) -> String {
    JSONWriter.of { json in
      json.object([
        ("answer", .of { $0.string("diff") }),
        ("process", .of { $0.string(process) }),
        ("from", .of { $0.object(before.members) }),
        ("to", .of { $0.object(after.members) }),
        (
          "changes",
          .of { json in
            json.list(comparison.changes) { change, json in
              json.object([
                ("kind", .of { $0.string(change.kind.rawValue) }),
                ("table", .of { $0.string(change.projection) }),
                ("row", .of { $0.list(change.key) { $0.write(&$1) } }),
                ("column", .of { if let column = change.column { $0.string(column) } else { $0.null() } }),
                ("before", .of { change.before.write(&$0) }),
                ("after", .of { change.after.write(&$0) }),
                ("events", .of { $0.list(change.events.all) { $1.integer(Int($0)) } }),
              ])
            }
          }
        ),
        ("events", .of { $0.list(events) { $1.raw(Told($0).json) } }),
      ])
    }.text
  }
}
