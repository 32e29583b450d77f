package import Talks

/// A table as spreadsheets write it (RFC 4180), its first row the names of its columns.
package struct CSVImport: ImportFormat {
  package static let name = "csv"
  package static let help =
    "A table in which each row is a dated happening; --map says what its columns mean."

  private let map: TableMap
  private var separator: UInt8?
  private var columns: [String: Int] = [:]
  private var width = 0
  private var reader: TableReader?
  private var file = ""
  package private(set) var passedOver = BadLines()

  /// The line of the last row that is known to be one of the table, by looking ahead.
  private var reached = 0
  /// The line from which on nothing but notes follows; nil as long as none was found.
  private var notes: Int?
  private var isAfterEmptyRow = false

  package init(_ map: TableMap?) throws(ImportError) {
    guard let map else { throw .mapMissing(format: Self.name) }
    self.map = map
    separator = map.separator
  }

  package mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? {
    if reader == nil {
      file = lines.name
      guard let head = try CSVHead(&lines, separator: separator, wanted: Set(map.columns)) else { return nil }
      separator = head.separator
      width = head.columns.count
      columns = Dictionary(zip(head.columns, 0...)) { first, _ in first }
      for row in head.above { passedOver.add(BadLine(file, row.line, row.reason)) }
      do {
        reader = try TableReader(map, header: head.columns)
      } catch {
        throw .unusable(BadLine(lines.name, head.line, error.reason))
      }
      try findTimes(lines)
    }
    guard let record = try Self.record(&lines, separator) else { return nil }
    if record.isBlank { isAfterEmptyRow = true }
    if notes == nil, try isNote(record, before: lines) { notes = record.number }
    return record
  }

  package mutating func read(_ record: Record) throws(Malformed) -> Imported? {
    var cells = try Self.cells(record, separator)
    let filled = cells.filter { !trimmed($0).isEmpty }
    isAfterEmptyRow = filled.isEmpty
    if let notes, record.number >= notes, !filled.isEmpty {
      passedOver.add(BadLine(file, record.number, "“\(CSVHead.excerpt(filled))” stands below the table."))
      return nil
    }
    if cells.count > width, cells[width...].allSatisfy({ trimmed($0).isEmpty }) {
      cells.removeSubrange(width...)
    }
    guard cells.count == width || filled.isEmpty else {
      throw Malformed(
        "This row has \(cells.count) cells, and the header \(width); a cell that holds a separator stands in quotes."
      )
    }
    switch try reader?.read(TableRow(columns: columns, cells: cells.map { [$0] })) {
    case .event(let imported)?: return imported
    case .passedOver(let reason)?: passedOver.add(BadLine(file, record.number, reason))
    case nil: break
    }
    return nil
  }

  package func place(_ fault: Malformed) -> Malformed { reader?.place(fault) ?? fault }

  /// Finds out whether the dates have times of day, by the rows to come.
  private mutating func findTimes(_ lines: LineReader) throws(ImportError) {
    guard let reader, reader.mayHaveTimes else { return }
    var ahead = lines
    while let record = try Self.record(&ahead, separator) {
      guard let cells = try? Self.cells(record, separator), cells.count >= width,
        let times = reader.times(of: TableRow(columns: columns, cells: cells.map { [$0] }))
      else { continue }
      self.reader?.datesAreDays = times == .midnight
      if times != .midnight { return }
    }
  }

  /// Whether a row has a text in its first cell alone, after an empty row or in a table of more than two columns, and no
  /// other row of the table follows.
  private mutating func isNote(_ record: Record, before lines: LineReader) throws(ImportError) -> Bool {
    guard width > 1, record.number > reached, width > 2 || isAfterEmptyRow, isSparse(record) == true,
      let cells = try? Self.cells(record, separator), cells.first?.contains(where: \.isLetter) == true
    else { return false }
    var ahead = lines
    while let next = try Self.record(&ahead, separator) {
      if !next.isBlank && isSparse(next) != true {
        reached = next.number
        return false
      }
    }
    return true
  }

  /// Whether nothing stands in a row but in its first cell; nil where nothing stands there either.
  private func isSparse(_ record: Record) -> Bool? {
    let last = record.bytes.last { $0 != 0x0D && $0 != 0x20 && $0 != UInt8(ascii: "\"") }
    if let separator, last != separator, record.bytes.contains(separator), last != nil,
      !record.bytes.contains(UInt8(ascii: "\""))
    {
      return false
    }
    guard let cells = try? Self.cells(record, separator).map({ trimmed($0) }) else { return false }
    if cells.allSatisfy(\.isEmpty) { return nil }
    return cells.dropFirst().allSatisfy(\.isEmpty)
  }

  static func cells(_ row: Record, _ separator: UInt8?) throws(Malformed) -> [String] {
    try CSVCells.read(row.content(), separator: separator ?? UInt8(ascii: ","))
  }

  /// The lines of the next row.
  static func record(_ lines: inout LineReader, _ separator: UInt8?) throws(ImportError) -> Record? {
    guard let first = try lines.next() else { return nil }
    if first.isTooLong || first.isBlank { return first }
    var cells = CSVCells(separator: separator ?? UInt8(ascii: ","))
    guard (try? cells.take(first.bytes)) != nil, cells.isOpen else { return first }
    var bytes = Array(first.bytes)
    var isTooLong = false
    while cells.isOpen, !isTooLong, let line = try lines.next() {
      isTooLong = line.isTooLong || bytes.count + line.bytes.count > InputLimits.line.value
      let rest = [0x0A] + line.bytes
      bytes += rest
      if (try? cells.take(rest[...])) == nil { break }
    }
    return Record(number: first.number, bytes: isTooLong ? [] : bytes[...], isTooLong: isTooLong)
  }
}
