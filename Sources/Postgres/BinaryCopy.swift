/// Writes rows in PostgreSQL's binary COPY format.
package struct BinaryCopyWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  private static let signature: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  package init() {}

  package var count: Int { bytes.count }

  package mutating func beginRow(columns: Int) {
    if bytes.isEmpty { bytes = Self.signature }
    integer(Int16(columns))
  }

  /// Ends the data.
  package mutating func finish() {
    if bytes.isEmpty { bytes = Self.signature }
    integer(Int16(-1))
  }

  package mutating func appendNull() { integer(Int32(-1)) }

  package mutating func append(_ value: Int64) {
    integer(Int32(8))
    integer(value)
  }

  package mutating func append(_ value: Int32) {
    integer(Int32(4))
    integer(value)
  }

  package mutating func append(_ value: Bool) {
    integer(Int32(1))
    bytes.append(value ? 1 : 0)
  }

  package mutating func append(_ value: Day) { append(value.days - Day.epoch) }
  package mutating func append(_ value: Timestamp) { append(value.microseconds - Timestamp.epoch) }

  package mutating func append(_ value: UUIDBytes) {
    integer(Int32(16))
    integer(value.high)
    integer(value.low)
  }

  package mutating func append(_ text: String) {
    let utf8 = text.utf8
    integer(Int32(utf8.count))
    bytes.append(contentsOf: utf8)
  }

  package mutating func append(_ texts: [String]) {
    let size = texts.reduce(texts.isEmpty ? 12 : 20) { $0 + 4 + $1.utf8.count }
    integer(Int32(size))
    integer(Int32(texts.isEmpty ? 0 : 1))
    integer(Int32(0))
    integer(String.type)
    if texts.isEmpty { return }
    integer(Int32(texts.count))
    integer(Int32(1))
    for text in texts { append(text) }
  }

  private mutating func integer<I: FixedWidthInteger>(_ value: I) {
    var shift = I.bitWidth - 8
    while shift >= 0 {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      shift -= 8
    }
  }
}

/// Reads rows in PostgreSQL's binary COPY format, each in one piece, as libpq hands them over.
package struct BinaryCopyReader {
  private var isStarted = false

  package init() {}

  /// One row: its columns as they stand in the message.
  package struct Row {
    fileprivate var bytes: [UInt8] = []
    fileprivate var columns: [Range<Int>?] = []

    /// The bytes of a column; empty for NULL.
    package func bytes(_ column: Int) -> ArraySlice<UInt8> { columns[column].map { bytes[$0] } ?? [] }
    package func string(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }
    package func int64(_ column: Int) -> Int64 { readInteger(bytes(column)) }
    package func timestamp(_ column: Int) -> Timestamp {
      Timestamp(microseconds: int64(column) &+ Timestamp.epoch)
    }
    package func uuid(_ column: Int) -> UUIDBytes {
      UUIDBytes(high: readInteger(bytes(column).prefix(8)), low: readInteger(bytes(column).suffix(8)))
    }
  }

  private var row = Row()

  /// Reads a message of a COPY: the header with the first row, a row, or the end.
  package mutating func read(_ chunk: [UInt8], _ body: (Row) throws -> Void) throws {
    row.bytes.removeAll(keepingCapacity: true)
    row.bytes.append(contentsOf: chunk)
    var at = 0
    if !isStarted {
      isStarted = true
      guard row.bytes.count >= 19 else { throw PostgresError(.decoding, "The binary COPY has no header.") }
      at = 19 + Int(readInteger(row.bytes[15..<19], as: Int32.self))
      if at == row.bytes.count { return }
    }
    func next<I: FixedWidthInteger>(_: I.Type) throws(PostgresError) -> I {
      let size = I.bitWidth / 8
      guard at + size <= row.bytes.count else {
        throw PostgresError(.decoding, "The binary COPY is cut off.")
      }
      defer { at += size }
      return readInteger(row.bytes[at..<at + size])
    }
    let count = try next(Int16.self)
    if count < 0 { return }
    row.columns.removeAll(keepingCapacity: true)
    for _ in 0..<count {
      let length = Int(try next(Int32.self))
      if length < 0 {
        row.columns.append(nil)
        continue
      }
      guard at + length <= row.bytes.count else {
        throw PostgresError(.decoding, "The binary COPY is cut off.")
      }
      row.columns.append(at..<at + length)
      at += length
    }
    try body(row)
  }
}
