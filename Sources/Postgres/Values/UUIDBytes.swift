/// The 128 bits of a UUID (RFC 9562), first byte highest.
package struct UUIDBytes: Hashable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package var bytes: (UInt64, UInt64) { (high, low) }
}

extension UUIDBytes: LosslessStringConvertible {
  /// Reads 32 hexadecimal digits with hyphens at the usual four places; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let digits = parts.joined()
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12], !digits.contains("+"),
      let high = UInt64(digits.prefix(16), radix: 16), let low = UInt64(digits.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  package var description: String {
    var text = ""
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { text += "-" }
      let word = index < 16 ? high : low
      text += String(word >> UInt64(60 - index % 16 * 4) & 0xF, radix: 16)
    }
    return text
  }
}

extension UUIDBytes: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .uuid }
  package static func accepts(_ type: PostgresType) -> Bool { type == .uuid }

  package func encode(into buffer: inout WireBuffer) {
    buffer.append(Int32(16))
    buffer.append(high)
    buffer.append(low)
  }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> UUIDBytes {
    guard bytes.count == 16 else { throw .wrongSize(bytes.count, for: UUIDBytes.self) }
    return UUIDBytes(high: bytes.extracting(0..<8).integer(), low: bytes.extracting(8..<16).integer())
  }
}
