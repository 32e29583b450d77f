/// A row of a table: the texts of its cells, by column.
struct TableRow {
  /// The index of each column of the table.
  let columns: [String: Int]
  /// More than one text, or none, where JSON has a list; none beyond the end.
  let cells: [[String]]

  func texts(_ column: String) -> [String] {
    guard let index = columns[column], index < cells.count else { return [] }
    return cells[index]
  }
}
