import Talks

extension Table {
  /// Exchanges beside the measures of other processes that they answer or that answer them.
  ///
  /// A column `elsewhere` names those ties, and what has one is not unanswered.
  ///
  /// - Parameter measures: rows of `MeasureProjection` of all processes.
  package func tied(to measures: Table) -> Table {
    var ties: [String: [(words: String, event: Int64?)]] = [:]
    for row in measures.rows.indices {
      guard let slug = measures[row, "measure"].text else { continue }
      let own = "\(measures.rows[row].process)/\(slug)"
      for other in measures[row, "in_return_for"].texts where other.contains("/") {
        let event = measures[row, "last_event"].integer
        ties[own, default: []].append(("\(slug) answers \(other)", event))
        ties[other, default: []].append(("\(own) answers \(other.drop { $0 != "/" }.dropFirst())", event))
      }
    }
    func found(_ row: Int, _ column: String) -> [(words: String, event: Int64?)] {
      self[row, column].texts.flatMap { ties["\(rows[row].process)/\($0)"] ?? [] }
    }
    let table = adding(.texts("elsewhere")) { row in
      let own = found(row, "measures")
      return (.texts(own.map(\.words)), Provenance(own.compactMap(\.event)))
    }
    guard let unanswered = columns.firstIndex(where: { $0.name == "unanswered" }) else { return table }
    return Table(
      columns: table.columns,
      rows: table.rows.map { row in
        var cells = row.cells
        cells[unanswered] = .texts(
          cells[unanswered].texts.filter { ties["\(row.process)/\($0)"] == nil })
        return TableRow(process: row.process, cells: cells, basis: row.basis)
      })
  }
}
