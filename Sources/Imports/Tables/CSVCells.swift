import Talks

/// Reads the cells of CSV (RFC 4180): parted by a comma or the like, in quotes where they hold one, a quote or the end
/// of a line.
struct CSVCells {
  private enum Mode { case start, plain, quoted, afterQuote }

  private let separator: UInt8
  private var mode = Mode.start
  private var cell: [UInt8] = []
  private(set) var cells: [String] = []

  private static let quote = UInt8(ascii: "\"")

  init(separator: UInt8) { self.separator = separator }

  /// The cells of one record.
  static func read(_ record: ArraySlice<UInt8>, separator: UInt8) throws(Malformed) -> [String] {
    var cells = CSVCells(separator: separator)
    try cells.take(record)
    if cells.isOpen { throw Malformed("A quote that opens a cell here is never closed.") }
    return cells.cells
  }

  /// Whether the last line that was taken ends within quotes, so that the next one belongs to it.
  var isOpen: Bool { mode == .quoted }

  /// Takes a line, or several; one that goes on from a line before has its line feed at its beginning.
  mutating func take(_ line: ArraySlice<UInt8>) throws(Malformed) {
    var line = line
    if line.last == 0x0D { line = line.dropLast() }
    for byte in line {
      switch mode {
      case .start where byte == Self.quote: mode = .quoted
      case .start, .plain:
        if byte == separator {
          try close()
        } else if byte == 0x0D || byte == 0x0A {
          throw Malformed("A line end stands here that is no end of a row; put the cell in quotes.")
        } else {
          mode = .plain
          cell.append(byte)
        }
      case .quoted:
        if byte == Self.quote { mode = .afterQuote } else { cell.append(byte) }
      case .afterQuote:
        if byte == separator {
          try close()
        } else if byte == Self.quote {
          mode = .quoted
          cell.append(byte)
        } else {
          throw Malformed(
            "A cell goes on after its closing quote; write a quote within a cell twice, as in \"a \"\"word\"\"\"."
          )
        }
      }
    }
    if !isOpen { try close() }
  }

  private mutating func close() throws(Malformed) {
    if cell.contains(0) {
      throw Malformed("A NUL character stands in this row; save the table as UTF-8 text.")
    }
    guard let text = String(validating: cell, as: UTF8.self) else {
      throw Malformed("This row is not valid UTF-8; save the table as UTF-8.")
    }
    cells.append(text)
    cell.removeAll(keepingCapacity: true)
    mode = .start
  }
}
