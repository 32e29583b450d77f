import Talks

/// A row of a table: the texts of its cells, by column.
struct TableRow {
  /// The index of each column of the table.
  let columns: [String: Int]
  /// More than one text, or none, where JSON has a list; none beyond the end.
  let cells: [[String]]
  /// The words that stand in an empty cell.
  var empty: Set<String> = []

  func texts(_ column: String) -> [String] {
    guard let index = columns[column], index < cells.count else { return [] }
    return empty.isEmpty ? cells[index] : cells[index].map { empty.contains(trimmed($0)) ? "" : $0 }
  }

  /// Whether nothing stands in it.
  var isEmpty: Bool { cells.allSatisfy { $0.allSatisfy { trimmed($0).isEmpty } } }
}
