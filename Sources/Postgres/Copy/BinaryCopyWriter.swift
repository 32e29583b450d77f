/// Writes rows in PostgreSQL's binary COPY format, for `COPY … FROM STDIN (FORMAT binary)`.
///
/// COPY converts nothing: each value must be of exactly its column's type.
package struct BinaryCopyWriter {
  private var buffer = WireBuffer()

  /// How many bytes are collected before they are sent.
  private static let batch = 1 << 16

  package init() {
    buffer.reserve(2 * Self.batch)
    for byte in "PGCOPY\n".utf8 + [0xFF, 0x0D, 0x0A, 0x00] { buffer.append(byte) }
    let (flags, extensionLength): (Int32, Int32) = (0, 0)
    buffer.append(flags)
    buffer.append(extensionLength)
  }

  /// Begins a row, for which as many values are to be appended; sends the rows before once they are enough.
  package mutating func beginRow(columns: Int, to copy: inout CopyIn) throws(PostgresError) {
    if buffer.bytes.count >= Self.batch { try send(to: &copy) }
    guard let columns = Int16(exactly: columns) else { throw .usage("A row cannot have \(columns) columns.") }
    buffer.append(columns)
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

  /// Ends the data and sends what is left.
  package mutating func finish(to copy: inout CopyIn) throws(PostgresError) {
    buffer.append(Int16(-1))
    try send(to: &copy)
  }

  private mutating func send(to copy: inout CopyIn) throws(PostgresError) {
    try copy.write(buffer.bytes)
    buffer.removeAll()
  }
}
