/// Bytes on their way to the server, in network order.
package struct WireBuffer: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []

  mutating func append<T: FixedWidthInteger>(_ value: T) {
    unsafe withUnsafeBytes(of: value.bigEndian) { raw in
      unsafe raw.withMemoryRebound(to: UInt8.self) { unsafe bytes.append(contentsOf: $0) }
    }
  }

  mutating func append(_ other: WireBuffer) {
    bytes.append(contentsOf: other.bytes)
  }

  /// A field of fixed size.
  mutating func appendField<T: FixedWidthInteger>(_ value: T) {
    append(Int32(T.bitWidth / 8))
    append(value)
  }

  /// Appends a field of the given bytes.
  mutating func appendField(_ span: Span<UInt8>) throws(PostgresError) {
    append(try Self.length(span.count))
    unsafe span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends a field, and fills in its length once it is written.
  mutating func appendField(_ body: (inout WireBuffer) throws(PostgresError) -> Void) throws(PostgresError) {
    let start = bytes.count
    append(Int32(0))
    try body(&self)
    let length = try Self.length(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index)) }
  }

  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  mutating func truncate(to count: Int) {
    bytes.removeSubrange(count...)
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  private static func length(_ count: Int) throws(PostgresError) -> Int32 {
    guard let length = Int32(exactly: count) else {
      throw .usage("A value of \(count) bytes is too large for PostgreSQL, which takes 1 GB; shorten it.")
    }
    return length
  }
}
