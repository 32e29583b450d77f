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

  package init(_ map: TableMap?) throws(ImportError) {
    guard let map else { throw .mapMissing(format: Self.name) }
    self.map = map
    separator = map.separator
  }

  package mutating func next(_ lines: inout LineReader) throws(ImportError) -> Record? {
    if reader == nil {
      guard let header = try Self.header(&lines, &separator) else { return nil }
      width = header.columns.count
      columns = Dictionary(zip(header.columns, 0...)) { first, _ in first }
      do {
        reader = try TableReader(map, header: header.columns)
      } catch {
        throw .unusable(BadLine(lines.name, header.line, error.reason))
      }
    }
    return try Self.record(&lines, &separator)
  }

  package mutating func read(_ record: Record) throws(Malformed) -> Imported? {
    let cells = try Self.cells(record, separator)
    guard cells.count == width else {
      throw Malformed(
        "This row has \(cells.count) cells, and the header \(width); a cell that holds a separator stands in quotes."
      )
    }
    return try reader?.read(TableRow(columns: columns, cells: cells.map { [$0] }))
  }

  package func place(_ fault: Malformed) -> Malformed { reader?.place(fault) ?? fault }

  /// The names of the columns, from the first row that is not blank; nil where there is none.
  static func header(
    _ lines: inout LineReader, _ separator: inout UInt8?
  ) throws(ImportError) -> (columns: [String], line: Int)? {
    while let row = try record(&lines, &separator) {
      if row.isBlank { continue }
      do {
        return (try cells(row, separator).map { trimmed($0) }, row.number)
      } catch {
        throw .unusable(BadLine(lines.name, row.number, error.reason))
      }
    }
    return nil
  }

  static func cells(_ row: Record, _ separator: UInt8?) throws(Malformed) -> [String] {
    try CSVCells.read(row.content(), separator: separator ?? UInt8(ascii: ","))
  }

  /// The lines of the next row.
  ///
  /// - Parameter separator: found in the row if it is nil and the row not blank.
  static func record(_ lines: inout LineReader, _ separator: inout UInt8?) throws(ImportError) -> Record? {
    guard let first = try lines.next() else { return nil }
    if first.isTooLong || first.isBlank { return first }
    let parting = separator ?? CSVCells.separator(of: first.bytes)
    separator = parting
    var cells = CSVCells(separator: parting)
    guard (try? cells.take(first.bytes)) != nil, cells.isOpen else { return first }
    var bytes = Array(first.bytes)
    var isTooLong = false
    while cells.isOpen, !isTooLong, let line = try lines.next() {
      isTooLong = line.isTooLong || bytes.count + line.bytes.count > LineReader.longest
      let rest = [0x0A] + line.bytes
      bytes += rest
      if (try? cells.take(rest[...])) == nil { break }
    }
    return Record(number: first.number, bytes: isTooLong ? [] : bytes[...], isTooLong: isTooLong)
  }
}
