package import Postgres
internal import Talks

extension BinaryCopyWriter {
  mutating func append(_ cell: Cell, as kind: Cell.Kind) throws {
    switch cell {
    case .null, .unknown: appendNull()
    case .text(let text): try append(text)
    case .integer(let value): try append(value)
    case .boolean(let value): try append(value)
    case .day(let days): try append(Day(days: days))
    case .texts(let texts): try append(texts)
    case .objects(let objects) where objects.isEmpty: try append("[]")
    case .objects: try append(JSONWriter.of { cell.write(&$0, as: kind) }.bytes)
    }
  }
}

extension Cell.Kind {
  /// The column as it is selected, so that its values can be read.
  func selected(_ name: String) -> SQL {
    if case .objects = self { return "\(identifier: name)::text" }
    return "\(identifier: name)"
  }
}

extension Cell {
  /// The value in a column of a result.
  init(_ row: ResultRow, _ index: Int, _ kind: Kind) throws {
    switch kind {
    case .text: self = try row.get(index, as: String?.self).map(Cell.text) ?? .null
    case .integer: self = try row.get(index, as: Int64?.self).map(Cell.integer) ?? .null
    case .truth: self = try row.get(index, as: Bool?.self).map(Cell.boolean) ?? .unknown
    case .day: self = try row.get(index, as: Day?.self).map { .day($0.days) } ?? .null
    case .texts: self = try row.get(index, as: [String]?.self).map(Cell.texts) ?? .null
    case .objects(let parts):
      guard let text = try row.get(index, as: String?.self) else { throw UnreadableCell() }
      var tape = JSONTape()
      do {
        try tape.parse(text.utf8)
        self = try .objects(
          tape.elements(JSONTape.root).map { node in
            let members = try tape.members(node)
            return Object(
              members: try parts.map { part in
                let member = try members.first { try tape.string($0.key) == part.name }
                return try member.map { try Cell(tape, $0.value, part.kind) } ?? .null
              }, words: "")
          })
      } catch is Malformed { throw UnreadableCell() }
    }
  }

  private init(_ tape: JSONTape, _ node: Int, _ kind: Kind) throws {
    switch (tape.kind(node), kind) {
    case (.null, _): self = .null
    case (.bool, .truth): self = .boolean(try tape.bool(node))
    case (.number, .integer): self = .integer(Int64(try tape.integer(node)))
    case (.string, .text): self = .text(try tape.string(node))
    case (.string, .truth): self = .unknown
    case (.string, .day):
      guard let day = CivilDay(iso: try tape.string(node)) else { throw UnreadableCell() }
      self = .day(day.days)
    case (.array, .texts): self = .texts(try tape.elements(node).map { try tape.string($0) })
    default: throw UnreadableCell()
    }
  }
}

extension Row {
  /// The select list of whole rows: the process, the fields, and the provenance.
  static var selection: SQL { selection(of: columns, withReasons: true) }

  /// The select list of rows with some columns.
  ///
  /// - Parameter withReasons: whether the provenance is selected.
  static func selection(of columns: [Field<Self>], withReasons: Bool) -> SQL {
    let selected =
      ["process"] + columns.map { $0.kind.selected($0.name) } + (withReasons ? ["why"] : []) as [SQL]
    return selected.joined(separator: ", ")
  }

  /// The rows of a query that selects `selection`.
  static func all(_ results: ResultRows) throws -> [Self] {
    try all(results, columns, withReasons: true)
  }

  // Loops by index, since this is compiled for each type of row, and iterators are compiled with it.
  package static func all(
    _ results: ResultRows, _ columns: [Field<Self>], withReasons: Bool
  ) throws -> [Self] {
    // What is asked of each cell, apart from what is not: there are many cells, and a field is large.
    let (kinds, set) = (columns.map(\.kind), columns.map(\.set))
    // A row is about the event in its first column of positions.
    let own = columns.firstIndex { $0.isPosition }
    var (rows, cells) = ([Self](), [Cell]())
    rows.reserveCapacity(results.count)
    for number in 0..<results.count {
      let result = results[number]
      var row = Self()
      row.process = try result.get(0)
      cells.removeAll(keepingCapacity: true)
      for index in 0..<kinds.count { cells.append(try Cell(result, index + 1, kinds[index])) }
      let why =
        try withReasons
        ? Why(result.get(kinds.count + 1, as: [UInt8]?.self), own: own.flatMap { cells[$0].position }) : nil
      for index in 0..<kinds.count {
        let events = cells[index] == .null ? nil : why.map { $0.provenance(ofColumn: index) ?? $0.row }
        try set[index](&row, Traced(cells[index], events ?? []))
      }
      rows.append(row)
    }
    return rows
  }
}

extension Cell {
  /// The position of an event that it holds; nil for null.
  var position: Int64? { if case .integer(let position) = self { position } else { nil } }
}
