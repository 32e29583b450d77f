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
  ///
  /// Its last digits hold a letter, so that its short name is of the usual length.
  package init(millisecondsSince1970: UInt64, random: (UInt64, UInt64)) {
    var low = 0b10 << 62 | random.1 & ~(0b11 << 62)
    if (0..<Self.usualName).allSatisfy({ low >> UInt64($0 * 4) & 0xF < 10 }) {
      low = low & ~0xF | 0xA + (low & 0xF) % 6
    }
    self.init(high: millisecondsSince1970 << 16 | 0x7000 | random.0 & 0x0FFF, low: low)
  }

  /// Whether it tells when it was made: of two such ids the lesser is the earlier.
  package var isTimeOrdered: Bool { high >> 12 & 0xF == 7 }

  /// An order that is the same everywhere: ids that do not tell when they were made, such as those of imported lines,
  /// before those that do, and these by that.
  package func isBefore(_ other: EventID) -> Bool {
    isTimeOrdered != other.isTimeOrdered ? other.isTimeOrdered : self < other
  }

  /// The fewest digits of an id's end that are taken for it.
  package static let shortestName = 4
  /// The number of digits of an id's end that are shown where they do not all happen to be decimal.
  package static let usualName = 7

  /// A short name that is the same in every copy of a record: the last digits of the id, with at least one letter, by
  /// which it is told from a position.
  ///
  /// The first digits of an id tell when it was made, so that those made together share them; the last are random.
  package func ending(_ digits: Int = usualName) -> String {
    let text = description.filter { $0 != "-" }
    var count = max(digits, Self.shortestName)
    while count < text.count, text.suffix(count).allSatisfy(\.isNumber) { count += 1 }
    return String(text.suffix(count))
  }

  /// Whether a text is a short name, in either case: hexadecimal digits with a letter among them.
  package static func isShortName(_ text: some StringProtocol) -> Bool {
    text.utf8.count >= shortestName && text.utf8.count < 32 && text.contains(where: \.isLetter)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      }
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
