import ArgumentParser
import EventSourcing
import EventStore
import ReadModels
import Talks

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show the events, and their sources, that make a value.",
    discussion: """
      What to explain is a column of the process, such as “standing”; a row by its name, such as a measure, a \
      round, an agreement, a setback or a party; or one column of a row, such as “yongbyon-shutdown.status”. \
      Where a name stands in several tables, “roster/kp” asks for one of them.
      """)

  @Argument(help: "The process, by its slug.", completion: .processes)
  var process: String

  @Argument(help: ArgumentHelp("A column, a row, or ROW.COLUMN.", valueName: "what"))
  var what: String

  @OptionGroup var reading: ReadingOptions

  /// A row of a table, with those columns that are asked for.
  private struct Found {
    let projection: any Projection.Type
    let row: TableRow
    let columns: [Int]

    var events: Positions { columns.reduce(into: Positions()) { $0.formUnion(row.basis[$1]) } }
  }

  func run() throws {
    let (desk, standpoint) = try reading.desk()
    var answers = try desk.answers(from: standpoint)
    let wanted = Projections.all.filter { $0 != TimelineProjection.self }
    let tables = try answers.tables(wanted, process: process)
    try standpoint.check(tables[wanted.firstIndex { $0 == AccountProjection.self } ?? 0])
    let found = find(Array(zip(wanted, tables)))
    if found.isEmpty { throw unknown(Array(zip(wanted, tables))) }
    let events = try desk.log.events(at: found.reduce(into: Positions()) { $0.formUnion($1.events) }.all)
    if reading.json { return Terminal.print(json(found, events, standpoint)) }
    for row in found {
      let name = row.projection.key.isEmpty ? process : "\(row.projection.name) \(row.row.cells[0].plain)"
      Terminal.print(Style.bold(Terminal.harmless(name)))
      let rows = row.columns.map { index in
        [
          row.projection.columns[index].name, row.row.cells[index].plain,
          row.row.basis[index].all.map(String.init).joined(separator: " "),
        ]
      }
      let table = TextTable(headings: ["", "value", "events"].map { .init(title: $0) }, rows: rows)
      for line in table.lines(width: Terminal.width) { Terminal.print(line) }
    }
    Terminal.print("Events:")
    for event in events {
      Terminal.print(Terminal.harmless("  " + Told(event).line))
      for source in Told(event).sources { Terminal.print(Terminal.harmless("      \(source)")) }
    }
  }

  private func find(_ tables: [(projection: any Projection.Type, table: Table)]) -> [Found] {
    func filled(_ row: TableRow) -> [Int] { row.cells.indices.filter { row.cells[$0] != .null } }
    if let process = tables.first(where: { $0.projection == ProcessProjection.self }),
      let column = process.projection.columns.firstIndex(where: { $0.name == what }),
      let row = process.table.rows.first
    {
      return [Found(projection: process.projection, row: row, columns: [column])]
    }
    let parts = what.split(separator: "/", maxSplits: 1)
    let rest = parts.count == 2 ? String(parts[1]) : what
    let names = rest.split(separator: ".", maxSplits: 1).map(String.init)
    guard let name = names.first else { return [] }
    return tables.filter { parts.count < 2 || $0.projection.name == parts[0] }.flatMap { projection, table in
      table.rows.filter { !projection.key.isEmpty && $0.cells[0].plain == name }.compactMap { row in
        guard names.count == 2 else { return Found(projection: projection, row: row, columns: filled(row)) }
        guard let column = projection.columns.firstIndex(where: { $0.name == names[1] }) else { return nil }
        return Found(projection: projection, row: row, columns: [column])
      }
    }
  }

  private func unknown(_ tables: [(projection: any Projection.Type, table: Table)]) -> Failure {
    let rows = tables.flatMap { projection, table in
      projection.key.isEmpty ? [] : table.rows.map { $0.cells[0].plain }
    }
    let columns = ProcessProjection.columns.map(\.name)
    let hint = nearest(what, among: columns + rows).map { " Did you mean “\($0)”?" } ?? ""
    return Failure("Nothing in \(process) is called “\(what)”.\(hint)", .data)
  }

  private func json(
    _ found: [Found], _ events: [RecordedEvent<Event>], _ standpoint: Standpoint
  ) -> String {
    JSONWriter.of { json in
      json.object(
        standpoint.members + [
          ("answer", .of { $0.string("why") }),
          ("process", .of { $0.string(process) }),
          (
            "rows",
            .of { json in
              json.list(found) { found, json in
                let cells = found.columns.map { index in
                  (
                    name: found.projection.columns[index].name,
                    json: JSONWriter.of { json in
                      json.object([
                        ("value", .of { found.row.cells[index].write(&$0) }),
                        ("events", .of { $0.list(found.row.basis[index].all) { $1.integer(Int($0)) } }),
                      ])
                    }
                  )
                }
                json.object([
                  ("table", .of { $0.string(found.projection.name) }), ("columns", .of { $0.object(cells) }),
                ])
              }
            }
          ),
          ("events", .of { $0.list(events) { $1.raw(Told($0).json) } }),
        ])
    }.text
  }
}
