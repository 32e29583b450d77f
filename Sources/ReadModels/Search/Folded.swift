/// A text as it is searched: without accents and apostrophes, and with a space where PostgreSQL's parser would take a sign for a
/// letter, or would take a word with its signs for a tag or a path.
struct Folded {
  private(set) var text: String
  /// For each of its scalars, the index of the original one; nil where nothing was changed.
  private(set) var origins: [Int]?

  init(_ original: String) {
    text = original
    if original.utf8.allSatisfy({ $0 < 0x80 && !Self.isFoldedASCII($0) }) { return }
    var folded = String.UnicodeScalarView()
    var origins: [Int] = []
    for (index, scalar) in original.unicodeScalars.enumerated() {
      guard let kept = Self.fold(scalar) else { continue }
      folded.append(kept)
      origins.append(index)
    }
    text = String(folded)
    self.origins = origins
  }

  private static func isFoldedASCII(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0D: false
    case UInt8(ascii: "'"), 0..<0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
      UInt8(ascii: "/"):
      true
    default: false
    }
  }

  /// Nil where it is dropped: combining marks, apostrophes, and invisible characters.
  private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    // P’yŏngyang becomes Pyongyang; Korea’s becomes Koreas, which the English stemmer reduces to Korea.
    case 0x27, 0x2BB, 0x2BC, 0x2018, 0x2019: nil
    case 0..<0x80: isFoldedASCII(UInt8(scalar.value)) ? " " : scalar
    case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: nil
    case 0xC0...0x24F, 0x1E00...0x1EFF: latin[scalar.value] ?? scalar
    case 0x80...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x3000...0x3004, 0x3008...0x303F, 0x30FB, 0xFF01...0xFF0F:
      scalar.properties.isAlphabetic ? scalar : " "
    // Digits and Latin letters of full width.
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)
    default: scalar
    }
  }

  /// The letters that Unicode calls those of others “with” a mark, such as LATIN SMALL LETTER O WITH BREVE.
  private static let latin: [UInt32: Unicode.Scalar] = {
    var found: [UInt32: Unicode.Scalar] = [:]
    for code in Array(0xC0...0x24F) + Array(0x1E00...0x1EFF) as [UInt32] {
      guard let words = Unicode.Scalar(code)?.properties.name?.split(separator: " "), words.count > 4,
        words[0] == "LATIN", words[2] == "LETTER", words[3].unicodeScalars.count == 1, words[4] == "WITH",
        let letter = words[3].unicodeScalars.first
      else { continue }
      found[code] = words[1] == "SMALL" ? Unicode.Scalar(letter.value + 32) : letter
    }
    return found
  }()
}
