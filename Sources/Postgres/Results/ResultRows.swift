/// The rows that a statement gave.
package struct ResultRows: RandomAccessCollection {
  let result: ResultHandle

  package var startIndex: Int { 0 }
  package var endIndex: Int { result.rowCount }

  package subscript(index: Int) -> ResultRow {
    precondition(indices.contains(index), "The result has no row \(index).")
    return ResultRow(result: result, index: index)
  }

  package var columnNames: [String] { result.columns.map(\.name) }
}
