/// Reads the chunks of `COPY … TO STDOUT (FORMAT binary)`, one per row.
package struct BinaryCopyReader {
  private var isAfterHeader = false

  package init() {}

  /// Passes the chunk's row to the closure, unless the chunk ends the data.
  package mutating func read(
    _ chunk: UnsafeRawBufferPointer, _ body: (inout CopyRow) throws -> Void
  ) throws {
    let bytes = unsafe Span<UInt8>(_unsafeBytes: chunk)
    var at = 0
    if !isAfterHeader {
      let (signature, flags) = (11, 4)
      at = signature + flags
      let extensionLength = Int(try bytes.integer(at: &at, Int32.self))
      guard extensionLength >= 0 else { throw PostgresError.truncated }
      at += extensionLength
      isAfterHeader = true
    }
    let columns = try bytes.integer(at: &at, Int16.self)
    guard columns >= 0 else { return }
    var row = unsafe CopyRow(chunk, at: at, columns: Int(columns))
    try body(&row)
  }
}

/// A row of binary COPY, read value by value in the order of its columns.
@safe package struct CopyRow: ~Copyable {
  private let chunk: UnsafeRawBufferPointer
  private var at: Int
  package let columns: Int

  fileprivate init(_ chunk: UnsafeRawBufferPointer, at: Int, columns: Int) {
    unsafe self.chunk = chunk
    self.at = at
    self.columns = columns
  }

  /// The next value. COPY does not tell types: only the size is checked.
  package mutating func next<T: PostgresDecodable>(_: T.Type = T.self) throws(PostgresError) -> T {
    try unsafe Span<UInt8>(_unsafeBytes: chunk).field(at: &at)
  }

  /// The bytes of the next value, for as long as the row; nil for NULL.
  @unsafe package mutating func nextBytes() throws(PostgresError) -> UnsafeRawBufferPointer? {
    let bytes = unsafe Span<UInt8>(_unsafeBytes: chunk)
    let length = Int(try bytes.integer(at: &at, Int32.self))
    guard length >= 0 else { return nil }
    guard bytes.count - at >= length else { throw .truncated }
    defer { at += length }
    return unsafe UnsafeRawBufferPointer(rebasing: chunk[at..<at + length])
  }
}
