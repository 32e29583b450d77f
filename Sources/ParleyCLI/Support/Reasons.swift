import EventSourcing
import EventStore
import ReadModels
import Talks

/// Why an answer says what it says: values, the events that make them, and their sources.
struct Reasons {
  /// A row of a table, with those columns that are asked for.
  struct Row {
    let projection: any Tabular.Type
    let row: TableRow
    let columns: [Int]

    fileprivate var events: Provenance { columns.reduce(into: Provenance()) { $0.formUnion(row.basis[$1]) } }
  }

  let process: String
  let standpoint: Standpoint
  let rows: [Row]
  /// All on which the rows rest, in the order of the log.
  let events: [RecordedEvent<Event>]

  /// - Parameter what: a column of the process, a row, or `row.column`, after `table/` if need be.
  /// - Throws: a `Failure` where nothing is called so, `NoSuchProcess`, or what the database throws.
  init(
    for what: String, in process: String, from standpoint: Standpoint,
    _ answers: inout Answers<PostgresLog>, _ log: PostgresLog
  ) throws {
    let wanted: [any Tabular.Type] = Projections.all.filter {
      $0 != TimelineProjection.self && $0 != SearchProjection.self
    }
    var tables = Array(zip(wanted, try answers.tables(wanted, process: process)))
    try standpoint.check(tables[wanted.firstIndex { $0 == AccountProjection.self } ?? 0].1)
    var found = Self.find(what, tables)
    if found.isEmpty {
      // What is worked out from all processes costs more, so that it is asked last.
      tables += zip(Derivations.all, try answers.tables(Derivations.all, process: process))
      found = Self.find(what, tables)
    }
    if found.isEmpty {
      // What the answer of all processes shows as recorded here.
      tables += zip(Derivations.all, try answers.tables(Derivations.all)).map { derived, table in
        (derived, Table(columns: table.columns, rows: table.rows.filter { $0.process == process }))
      }
      found = Self.find(what, tables)
    }
    if found.isEmpty { throw Self.unknown(what, in: process, tables) }
    rows = found
    events = try log.events(at: rows.reduce(into: Provenance()) { $0.formUnion($1.events) }.all)
    self.process = process
    self.standpoint = standpoint
  }

  /// Such as “measure freeze”.
  func name(of row: Row) -> String {
    row.projection.key.isEmpty ? process : "\(row.projection.name) \(row.row.cells[0].plain)"
  }

  /// The tables that commands show, where they are not called alike.
  private static let tablesOfCommands = [
    "accounts": AccountProjection.name, "administrations": AdministrationProjection.name,
    "agreements": AgreementProjection.name, "episodes": EpisodeProjection.name,
    "freeze": VerificationProjection.name, "graph": LinkProjection.name, "ledger": ExchangeProjection.name,
    "measures": MeasureProjection.name, "positions": MoveProjection.name, "rounds": RoundProjection.name,
    "setbacks": SetbackProjection.name, "sources": SourceProjection.name, "tracks": TrackProjection.name,
  ]

  private static func find(
    _ what: String, _ tables: [(projection: any Tabular.Type, table: Table)]
  ) -> [Row] {
    func filled(_ row: TableRow) -> [Int] { row.cells.indices.filter { row.cells[$0] != .null } }
    if let process = tables.first(where: { $0.projection == ProcessProjection.self }),
      let column = process.projection.columns.firstIndex(where: { $0.name == what }),
      let row = process.table.rows.first
    {
      return [Row(projection: process.projection, row: row, columns: [column])]
    }
    let parts = what.split(separator: "/", maxSplits: 1)
    let rest = parts.count == 2 ? String(parts[1]) : what
    let names = rest.split(separator: ".", maxSplits: 1).map(String.init)
    guard let name = names.first else { return [] }
    let table = parts.count < 2 ? nil : tablesOfCommands[String(parts[0])] ?? String(parts[0])
    return tables.filter { table == nil || $0.projection.name == table }.flatMap { projection, table in
      table.rows.filter { !projection.key.isEmpty && $0.cells[0].plain == name }.compactMap { row in
        guard names.count == 2 else { return Row(projection: projection, row: row, columns: filled(row)) }
        guard let column = projection.columns.firstIndex(where: { $0.name == names[1] }) else { return nil }
        return Row(projection: projection, row: row, columns: [column])
      }
    }
  }

  private static func unknown(
    _ what: String, in process: String, _ tables: [(projection: any Tabular.Type, table: Table)]
  ) -> Failure {
    let rows = tables.flatMap { projection, table in
      projection.key.isEmpty ? [] : table.rows.map { $0.cells[0].plain }
    }
    let columns = ProcessProjection.columns.map(\.name)
    let hint = nearest(what, among: columns + rows).map { " Did you mean “\($0)”?" } ?? ""
    return Failure("Nothing in \(process) is called “\(what)”.\(hint)", .data)
  }

  var json: String {
    JSONWriter.of { json in
      json.object(
        standpoint.members + [
          ("answer", .of { $0.string("why") }),
          ("process", .of { $0.string(process) }),
          (
            "rows",
            .of { json in
              json.list(rows) { found, json in
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
