import TestSupport

/// Makes broken texts of sound ones; the same ones for the same seed.
struct Mutator {
  private let corpus: [[UInt8]]
  private var dice: Dice

  /// What decoders have stumbled over.
  private static let traps: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-", "0", "1e999", "9223372036854775808",
      "-0",
      "\\u0000", "\\ud800", "\\udc00\\ud800", "\\u", "\n", "\r\n", "\t", " ", "Z", "X", "/", "..", "~", "?",
      "%",
      "Y-99999", "é", "\u{202E}", "\u{FEFF}", "e\u{301}", String(repeating: "[", count: 40),
      String(repeating: "9", count: 30),
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

  init(_ corpus: [[UInt8]], seed: Int) {
    self.corpus = corpus
    dice = Dice(seed: UInt64(seed))
  }

  mutating func next() -> [UInt8] {
    var bytes = pick(corpus)
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      let range = range(in: bytes)
      switch Int.random(in: 0..<7, using: &dice) {
      case 0, 1: if !range.isEmpty { bytes[range.lowerBound] ^= 1 << UInt8.random(in: 0..<8, using: &dice) }
      case 2: bytes.removeSubrange(range.lowerBound...)
      case 3: bytes.removeSubrange(range)
      case 4: bytes.insert(contentsOf: bytes[range], at: range.lowerBound)
      case 5: bytes.insert(contentsOf: pick(Self.traps), at: range.lowerBound)
      default:
        let other = pick(corpus)
        bytes.replaceSubrange(range, with: other[self.range(in: other)])
      }
    }
    return bytes
  }

  private mutating func pick(_ list: [[UInt8]]) -> [UInt8] { list.randomElement(using: &dice) ?? [] }

  /// Some bytes, mostly few.
  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &dice)
    let longest = Bool.random(using: &dice) ? 12 : bytes.count
    return start..<min(bytes.count, start + Int.random(in: 0...longest, using: &dice))
  }
}
