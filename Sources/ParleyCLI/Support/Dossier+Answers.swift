import EventSourcing
import EventStore
import Exports
import ReadModels
import Talks

extension Dossier {
  /// What is known of some processes, of all of them where none is named.
  ///
  /// - Throws: `NoSuchProcess`, `NothingKnown`, or what the database throws.
  init(
    of wanted: [String], withSheets: Bool, _ header: ExportHeader, _ standpoint: Standpoint, _ desk: Desk,
    _ answers: inout Answers<PostgresLog>
  ) throws {
    var processes: [Process] = []
    var administrations: [Administration] = []
    for slug in try desk.log.streams(after: 0) {
      guard let state = try answers.state(of: slug) else { continue }
      administrations += state.administrations
      if wanted.isEmpty || wanted.contains(slug) { processes.append(Process(slug: slug, state: state)) }
    }
    for slug in wanted where !processes.contains(where: { $0.slug == slug }) {
      try desk.log.check(slug)
      throw NothingKnown(process: slug)
    }
    let registry = Registry(try answers.table(SourceProjection.self))
    let shown = Set(processes.map(\.slug))
    let projections =
      withSheets
      ? Projections.all.filter { $0 != TimelineProjection.self && $0 != SearchProjection.self } : []
    let sheets = try projections.map { Sheet(named: $0.name, try answers.table($0), of: shown) }
    self.init(
      header: header, processes: processes, administrations: administrations, day: standpoint.day,
      sources: { registry.inFull($0.sources) }, sheets: sheets)
  }
}

extension Sheet {
  /// The rows of some processes.
  init(named name: String, _ table: Table, of processes: Set<String>) {
    self.init(
      name: name, columns: ["process"] + table.columns.map(\.name),
      rows: table.rows.filter { processes.contains($0.process) }.map { row in
        [.text(row.process)] + row.cells.map(Value.init)
      })
  }
}

extension Sheet.Value {
  init(_ cell: Cell) {
    switch cell {
    case .null: self = .empty
    case .integer(let value): self = .integer(value)
    case .boolean(let value): self = .boolean(value)
    case .day(let days): self = .day(CivilDay(days: days))
    case .text, .unknown, .texts: self = .text(cell.plain)
    }
  }
}
