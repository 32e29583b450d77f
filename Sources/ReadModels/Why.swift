internal import Talks

/// On which events each cell of a row rests, as the column `why` of a table says it: a JSON object of lists of
/// positions by column, for those cells that rest on other events than the row as a whole.
enum Why {
  /// Nil where all cells that hold something rest on the same events.
  static func text(of row: TableRow, _ columns: [Column]) -> String? {
    let whole = row.events
    let members = zip(columns, row.basis).filter { $1 != whole }.filter { column, basis in
      !(basis.isEmpty && row.cells[columns.firstIndex(of: column) ?? 0] == .null)
    }
    if members.isEmpty { return nil }
    return JSONWriter.of { json in
      json.object(
        members.map { column, basis in
          (column.name, .of { $0.list(basis.all) { $1.integer(Int($0)) } })
        })
    }.text
  }

  /// The events on which each cell rests.
  static func basis(_ cells: [Cell], _ columns: [Column], events: [Int64], why: String?) throws -> [Positions]
  {
    let whole = Positions(events)
    var said: [String: Positions] = [:]
    if let why {
      var tape = JSONTape()
      try tape.parse(why.utf8)
      for (key, value) in try tape.members(JSONTape.root) {
        said[try tape.string(key)] = Positions(
          try tape.elements(value).map { Int64(try tape.integer($0)) })
      }
    }
    return zip(columns, cells).map { column, cell in cell == .null ? [] : said[column.name] ?? whole }
  }
}
