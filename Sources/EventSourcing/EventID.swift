/// The identity of an event, chosen by the appending program: 128 bits, written as a UUID (RFC 9562).
package struct EventID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A version-8 UUID from the first 16 bytes of a digest: equal content gives equal ids.
  package init(digest: [UInt8]) {
    var words: (UInt64, UInt64) = (0, 0)
    for index in 0..<min(8, digest.count) { words.0 = words.0 << 8 | UInt64(digest[index]) }
    for index in 8..<max(8, min(16, digest.count)) { words.1 = words.1 << 8 | UInt64(digest[index]) }
    self.init(high: words.0 & ~0xF000 | 0x8000, low: words.1 & ~(0b11 << 62) | 0b10 << 62)
  }

  /// A version-7 UUID: sorts by its time of creation.
  package init(millisecondsSince1970: UInt64, random: (UInt64, UInt64)) {
    self.init(
      high: millisecondsSince1970 << 16 | 0x7000 | random.0 & 0x0FFF,
      low: 0b10 << 62 | random.1 & ~(0b11 << 62))
  }

  /// Reads the usual 36-character form, in either case; nil for anything else.
  package init?(_ text: some StringProtocol) {
    var words: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if digits < 16 {
        words.0 = words.0 << 4 | UInt64(digit)
      } else {
        words.1 = words.1 << 4 | UInt64(digit)
      }
      digits += 1
      if digits > 32 { return nil }
    }
    guard digits == 32 else { return nil }
    self.init(high: words.0, low: words.1)
  }

  package static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }

  package var description: String {
    let hex = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append(UInt8(ascii: "-")) }
      let word = index < 16 ? high : low
      text.append(hex[Int(word >> UInt64(60 - (index % 16) * 4) & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
