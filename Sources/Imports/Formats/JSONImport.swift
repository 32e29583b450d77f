package import Talks

/// A table of JSON: an array of objects, an object that holds one, or an object a line; read as a whole.
package struct JSONImport: ImportFormat {
  package static let name = "json"
  package static let help =
    "A table of JSON, as an array of objects or an object a line; --map says what its members mean."

  private let map: TableMap
  private var tape = JSONTape()
  private var table: Table?
  private var next = 0
  private var reader: TableReader?
  private var file = ""
  package private(set) var passedOver = BadLines()

  package init(_ map: TableMap?) throws(ImportError) {
    guard let map else { throw .mapMissing(format: Self.name) }
    self.map = map
  }

  package mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? {
    let table = if let table { table } else { try Table(&lines) }
    if self.table == nil {
      self.table = table
      file = lines.name
      do {
        // A table without a row has no columns that could be missing.
        if !table.rows.isEmpty { reader = try TableReader(map, header: table.columns) }
      } catch {
        // A row that cannot be read is the likelier reason for a column to be missing.
        throw .unusable(BadLine(lines.name, table.fault?.line ?? 1, table.fault?.reason ?? error.reason))
      }
      findTimes(table)
    }
    guard next < table.rows.count else { return nil }
    defer { next += 1 }
    return table.record(next)
  }

  package mutating func read(_ record: Record) throws(Malformed) -> Imported? {
    let row = try row(record, &tape)
    switch try reader?.read(row) {
    case .event(let imported)?: return imported
    case .passedOver(let reason)?: passedOver.add(BadLine(file, record.number, reason))
    case nil: break
    }
    return nil
  }

  private func row(_ record: Record, _ tape: inout JSONTape) throws(Malformed) -> TableRow {
    // Its own columns alone: a file may have as many columns as rows.
    var (columns, cells): ([String: Int], [[String]]) = ([:], [])
    for (name, text) in try Table.cells(record, &tape) {
      if let index = columns[name] {
        cells[index].append(text)
      } else {
        columns[name] = cells.count
        cells.append([text])
      }
    }
    return TableRow(columns: columns, cells: cells)
  }

  /// Finds out whether the dates have times of day.
  private mutating func findTimes(_ table: Table) {
    guard let reader, reader.mayHaveTimes else { return }
    var tape = JSONTape()
    for index in table.rows.indices {
      guard let row = try? row(table.record(index), &tape), let times = reader.times(of: row) else {
        continue
      }
      self.reader?.datesAreDays = times == .midnight
      if times != .midnight { return }
    }
  }

  package func place(_ fault: Malformed) -> Malformed { reader?.place(fault) ?? fault }

  /// The byte ranges of a table's rows.
  struct Table: Sendable {
    let bytes: [UInt8]
    private(set) var rows: [(line: Int, range: Range<Int>)] = []
    /// The names of all members of all rows, in order of first appearance.
    private(set) var columns: [String] = []
    /// The first row that cannot be read.
    private(set) var fault: (line: Int, reason: String)?

    init(_ lines: inout LineReader) throws(ImportError) {
      guard let bytes = try lines.whole() else {
        throw .unusable(
          BadLine(
            lines.name, 1,
            "The file is larger than \(InputLimits.jsonTable.value >> 20) MiB; import it in parts, or as CSV."
          ))
      }
      self.bytes = bytes
      if !findElements() { findLines() }
      var tape = JSONTape()
      var seen: Set<String> = []
      for row in rows.indices {
        do {
          for (name, _) in try Self.cells(record(row), &tape) where seen.insert(name).inserted {
            columns.append(name)
          }
        } catch {
          fault = fault ?? (rows[row].line, error.reason)
        }
        try checkColumns(columns.count, lines.name, rows[row].line)
      }
    }

    func record(_ row: Int) -> Record {
      let (line, range) = rows[row]
      let isTooLong = range.count > InputLimits.line.value
      return Record(number: line, bytes: isTooLong ? [] : bytes[range], isTooLong: isTooLong)
    }

    /// The rows of a file that is one JSON value: an array, or an object with one member that is an array.
    private mutating func findElements() -> Bool {
      var tape = JSONTape()
      guard (try? tape.parse(bytes)) != nil else { return false }
      var list = JSONTape.root
      if tape.kind(list) == .object {
        let members = (try? tape.members(list)) ?? []
        let arrays = members.map(\.value).filter { value in
          let elements = (try? tape.elements(value)) ?? []
          return tape.kind(value) == .array && elements.allSatisfy { tape.kind($0) == .object }
            && (!elements.isEmpty || members.count == 1)
        }
        guard arrays.count == 1 else { return false }
        list = arrays[0]
      }
      guard let elements = try? tape.elements(list) else { return false }
      var (line, reached) = (1, 0)
      for element in elements {
        let start = tape.column(element) - 1
        line += bytes[reached..<start].count { $0 == 0x0A }
        reached = start
        rows.append((line, start..<start + tape.length(element)))
      }
      return true
    }

    private mutating func findLines() {
      var (line, start) = (1, 0)
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        if bytes[start..<end].contains(where: { $0 > 0x20 }) { rows.append((line, start..<end)) }
        (line, start) = (line + 1, end + 1)
      }
    }

    /// The texts of a row by column; a nested value's column is the path to it, joined by dots.
    static func cells(_ record: Record, _ tape: inout JSONTape) throws(Malformed) -> [(
      name: String, text: String
    )] {
      let bytes = try record.content()
      try tape.parse(bytes)
      if tape.kind(JSONTape.root) != .object {
        throw Malformed("A row of a JSON table is an object in { }.")
      }
      var found: [(name: String, text: String)] = []
      var names = ExpansionLimit(input: bytes.count, allowance: 0)
      func visit(_ node: Int, _ name: String) throws(Malformed) {
        switch tape.kind(node) {
        case .null: found.append((name, ""))
        case .string:
          let text = try tape.string(node)
          if text.utf8.contains(0) { throw Malformed("A NUL character stands in “\(name)”.") }
          found.append((name, text))
        case .bool, .number:
          let start = bytes.startIndex + tape.column(node) - 1
          found.append((name, String(decoding: bytes[start..<start + tape.length(node)], as: UTF8.self)))
        case .array:
          let elements = try tape.elements(node)
          if elements.isEmpty { found.append((name, "")) }
          for element in elements { try visit(element, name) }
        case .object:
          for (key, value) in try tape.members(node) {
            guard names.take(name.utf8.count + tape.length(key)) else {
              throw Malformed(
                "The names of the columns of this row are too long: a nested value's has all around it; shorten them."
              )
            }
            try visit(value, (name.isEmpty ? "" : name + ".") + tape.string(key))
          }
        }
      }
      try visit(JSONTape.root, "")
      return found
    }
  }
}
