internal import Talks

/// The provenance of each cell, as stored in the column `why` of a table: a JSON object of lists of positions
/// by column, for the cells with a provenance different from the row's.
struct Why {
  private var said: [String: Provenance] = [:]

  /// - Parameter text: nil where all cells rest on the events of the row.
  init(_ text: String?) throws {
    guard let text else { return }
    var tape = JSONTape()
    try tape.parse(text.utf8)
    for (key, value) in try tape.members(JSONTape.root) {
      said[try tape.string(key)] = Provenance(try tape.elements(value).map { Int64(try tape.integer($0)) })
    }
  }

  /// Nil where a cell rests on the events of the row.
  func provenance(of field: String) -> Provenance? { said[field] }

  /// The text for a row; nil where all cells with a value have the same provenance.
  static func json<R>(of cells: [Traced<Cell>], _ whole: Provenance, _ fields: [Field<R>]) -> JSONWriter? {
    let differing = cells.indices.filter { index in
      cells[index].provenance != whole
        && !(cells[index].provenance.isEmpty && cells[index].wrappedValue == .null)
    }
    if differing.isEmpty { return nil }
    return JSONWriter.of { json in
      json.object(
        differing.map { index in
          (fields[index].name, cells[index].provenance.json)
        })
    }
  }
}
