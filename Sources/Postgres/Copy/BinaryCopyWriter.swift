/// Collects rows in PostgreSQL's binary COPY format, for `COPY … FROM STDIN (FORMAT binary)`.
///
/// COPY converts nothing: each value must be of exactly its column's type.
package struct BinaryCopyWriter {
  private var buffer = WireBuffer()

  package init() {
    for byte in "PGCOPY\n".utf8 + [0xFF, 0x0D, 0x0A, 0x00] { buffer.append(byte) }
    let (flags, extensionLength): (Int32, Int32) = (0, 0)
    buffer.append(flags)
    buffer.append(extensionLength)
  }

  /// The number of rows begun.
  package private(set) var rows = 0

  /// The number of bytes collected.
  package var count: Int { buffer.bytes.count }

  /// Where the last row begins.
  private var lastRow = 0

  /// Begins a row with the given number of values, to be appended next.
  package mutating func beginRow(columns: Int) throws(PostgresError) {
    guard let columns = Int16(exactly: columns) else { throw .usage("A row cannot have \(columns) columns.") }
    lastRow = buffer.bytes.count
    buffer.append(columns)
    rows += 1
  }

  package mutating func append<T: PostgresEncodable>(_ value: T) throws(PostgresError) {
    try value.encode(into: &buffer)
  }

  package mutating func appendNull() {
    buffer.append(Int32(-1))
  }

  /// A value given by its bytes in binary format; of a text, its UTF-8 without NUL.
  package mutating func appendRaw(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    try buffer.appendField(unsafe Span(_unsafeBytes: bytes))
  }

  /// Whether the last row has, column by column, the bytes of a row of a result.
  package func lastRowEquals(_ row: ResultRow) -> Bool {
    let own = buffer.bytes.span
    var at = lastRow
    do throws(PostgresError) {
      guard try Int(own.integer(at: &at, Int16.self)) == row.columnCount else { return false }
      for column in 0..<row.columnCount {
        let length = Int(try own.integer(at: &at, Int32.self))
        if row.isNull(column) {
          guard length < 0 else { return false }
          continue
        }
        guard length >= 0 else { return false }
        let isSame = unsafe row.withBytes(column) { bytes in
          unsafe bytes.count == length && bytes.elementsEqual(buffer.bytes[at..<at + length])
        }
        guard isSame else { return false }
        at += length
      }
      return at == own.count
    } catch {
      return false
    }
  }

  /// Takes the last row back; allowed once after each row.
  package mutating func withdrawRow() {
    buffer.truncate(to: lastRow)
    rows -= 1
  }

  /// Ends the data: no row may follow.
  package mutating func end() { buffer.append(Int16(-1)) }

  /// Returns the bytes collected so far, with no regard to row boundaries, and clears them.
  package mutating func take() -> [UInt8] {
    defer { buffer.removeAll() }
    return buffer.bytes
  }
}
