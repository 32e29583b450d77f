package import Exports
package import ReadModels
internal import Talks

extension Answer {
  /// The answer as sheets of a workbook, one a section, with a column for each field.
  package var sheets: [Sheet] { sections.compactMap(\.sheet) }
}

extension Sheet {
  /// Rows of one kind, with the process in the first column.
  package init<R: Row>(_ rows: [R]) {
    self.init(
      name: R.name, columns: ["process"] + R.fields.map(\.name),
      rows: rows.map { row in [.text(row.process)] + row.cells.map { Value($0.wrappedValue) } })
  }
}

extension Sheet.Value {
  fileprivate init(_ cell: Cell) {
    switch cell {
    case .null: self = .empty
    case .integer(let value): self = .integer(value)
    case .boolean(let value): self = .boolean(value)
    case .day(let days): self = .day(CivilDay(days: days))
    case .text, .unknown, .texts, .objects: self = .text(cell.plain)
    }
  }
}
