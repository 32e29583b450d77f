internal import Talks

/// On which events each cell of a row rests, as the column `why` of a table says it: a JSON object of lists of
/// positions by column, for those cells that rest on other events than the row as a whole.
enum Why {
  /// Nil where all cells that hold something rest on the same events.
  static func text(of row: TableRow, _ whole: Provenance, _ columns: [Column]) -> String? {
    let differing = row.basis.indices.filter { index in
      row.basis[index] != whole && !(row.basis[index].isEmpty && row.cells[index] == .null)
    }
    if differing.isEmpty { return nil }
    return JSONWriter.of { json in
      json.object(
        differing.map { index in
          (columns[index].name, .of { $0.list(row.basis[index].all) { $1.integer(Int($0)) } })
        })
    }.text
  }

  /// The events on which each cell rests.
  static func basis(_ cells: [Cell], _ columns: [Column], events: [Int64], why: String?) throws
    -> [Provenance]
  {
    let whole = Provenance(events)
    var said: [String: Provenance] = [:]
    if let why {
      var tape = JSONTape()
      try tape.parse(why.utf8)
      for (key, value) in try tape.members(JSONTape.root) {
        said[try tape.string(key)] = Provenance(
          try tape.elements(value).map { Int64(try tape.integer($0)) })
      }
    }
    return zip(columns, cells).map { column, cell in cell == .null ? [] : said[column.name] ?? whole }
  }
}
