@_spi(_Unicode) import Swift

/// A text as it is searched: in plain letters, without marks and apostrophes, and with a space where PostgreSQL's parser
/// would take a sign for a letter, or would take a word with its signs for a tag or a path.
///
/// The characters of a script without spaces between words stand apart, so that a word is found within a run of them as a
/// phrase of its characters.
struct Folded {
  private(set) var text: String
  /// For each of its scalars, the indices of the original ones; nil where nothing was changed.
  private(set) var origins: [Range<Int>]?

  init(_ original: String) {
    text = original
    if original.utf8.allSatisfy({ $0 < 0x80 && !Self.isFoldedASCII($0) }) { return }
    var folder = Folder()
    for character in original { folder.add(character) }
    text = String(folder.scalars)
    origins = folder.origins
  }

  /// Collects the scalars of a folded text.
  private struct Folder {
    var scalars = String.UnicodeScalarView()
    var origins: [Range<Int>] = []
    /// The number of scalars of the original so far.
    private var count = 0
    private var last: Unicode.Scalar = " "

    mutating func add(_ character: Character) {
      let own = character.unicodeScalars
      let isApart = own.first.map(Folded.standsApart) ?? false
      let start = count
      count += own.count
      if !isApart {
        for (index, scalar) in own.enumerated() {
          for kept in Folded.fold(scalar) { append(kept, start + index..<start + index + 1) }
        }
        return
      }
      // Composed, as most texts have it: Hangul of letters, and Kana with the sign of a voiced sound.
      for scalar in String(character)._nfc {
        if !Folded.standsApart(scalar) && !Folded.belongsToCluster(scalar) {
          for kept in Folded.fold(scalar) { append(kept, start..<count) }
        } else {
          append(scalar, start..<count)
        }
      }
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ origin: Range<Int>) {
      let isBorder = origins.last != origin && (Folded.standsApart(scalar) || Folded.standsApart(last))
      if isBorder && !scalar.properties.isWhitespace && !last.properties.isWhitespace {
        scalars.append(" ")
        origins.append(origin.lowerBound..<origin.lowerBound)
      }
      scalars.append(scalar)
      origins.append(origin)
      // A vowel sign does not end its cluster.
      if !Folded.belongsToCluster(scalar) { last = scalar }
    }
  }

  /// Whether a letter is of a script whose words follow each other without a space, or, in Korean, within one word.
  static func standsApart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Thai, Lao, Myanmar, Khmer.
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17DD, 0xA9E0...0xA9FF, 0xAA60...0xAA7F:
      scalar.properties.generalCategory == .otherLetter
    // Hangul, Kana, Bopomofo, Han, and the like of half width.
    case 0x1100...0x11FF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x3038...0x303C, 0x3041...0x3096,
      0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x318E, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA960...0xA97C, 0xAC00...0xD7FB, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0xFFA0...0xFFDC, 0x1B000...0x1B16F,
      0x20000...0x3FFFD:
      scalar.properties.isAlphabetic || scalar.value == 0x3007
    default: false
    }
  }

  /// Whether a sign is a part of the letter before it, in a script whose letters stand apart.
  private static func belongsToCluster(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17DD, 0xA9E0...0xA9FF, 0xAA60...0xAA7F:
      [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
    default: false
    }
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

  /// Empty where it is dropped: combining marks, apostrophes, and invisible characters.
  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    switch scalar.value {
    // P’yŏngyang becomes Pyongyang; Korea’s becomes Koreas, which the English stemmer reduces to Korea.
    case 0x27, 0x2BB, 0x2BC, 0x2018, 0x2019: []
    case 0..<0x80: [isFoldedASCII(UInt8(scalar.value)) ? " " : scalar]
    case 0xAD, 0x640, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF: []
    case 0x2000...0x206F, 0x3000...0x3004, 0x3008...0x303F, 0x30FB, 0xFF01...0xFF0F: [" "]
    // Digits and Latin letters of full width.
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      Unicode.Scalar(scalar.value - 0xFEE0).map { [$0] } ?? []
    case 0x80...0xBF, 0xD7, 0xF7: scalar.properties.isAlphabetic ? [scalar] : [" "]
    default: plain(scalar)
    }
  }

  /// The letters of a letter with marks, or of two written as one.
  private static func plain(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if let letters = letters[scalar] { return letters }
    if let letter = struck[scalar] { return [letter] }
    return String(scalar)._nfd.compactMap { part in
      isMark(part) ? nil : letters[part]?.first ?? struck[part] ?? part
    }
  }

  /// Whether it is an accent, or a sign for a vowel that Hebrew and Arabic may leave out; signs of other
  /// scripts are letters like any.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.canonicalCombiningClass.rawValue {
    case 1, 10...36, 200...240: scalar.value < 0x900 || (0x1AB0...0x20FF).contains(scalar.value)
    default: false
    }
  }

  /// Letters that Unicode takes for ones of their own, as they are written where there are none.
  private static let letters: [Unicode.Scalar: [Unicode.Scalar]] = {
    let words: [(String, String)] = [
      ("ß", "ss"), ("ẞ", "SS"), ("æ", "ae"), ("Æ", "AE"), ("œ", "oe"), ("Œ", "OE"), ("þ", "th"), ("Þ", "TH"),
      ("ð", "d"), ("Ð", "D"), ("ı", "i"), ("ĸ", "k"), ("ŋ", "n"), ("Ŋ", "N"), ("ſ", "s"), ("ĳ", "ij"),
      ("Ĳ", "IJ"), ("ŉ", "n"), ("ς", "σ"), ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl"),
      ("ﬅ", "st"), ("ﬆ", "st"), ("ٱ", "ا"),
    ]
    return Dictionary(
      words.map { (Character($0).unicodeScalars.first ?? " ", Array($1.unicodeScalars)) }
    ) { first, _ in first }
  }()

  /// The letters that Unicode calls those of others “with” a mark and does not take apart, such as LATIN SMALL LETTER O
  /// WITH STROKE.
  private static let struck: [Unicode.Scalar: Unicode.Scalar] = {
    var found: [Unicode.Scalar: Unicode.Scalar] = [:]
    for code in Array(0xC0...0x24F) + Array(0x1E00...0x1EFF) as [UInt32] {
      guard let scalar = Unicode.Scalar(code),
        let words = scalar.properties.name?.split(separator: " "), words.count > 4,
        words[0] == "LATIN", words[2] == "LETTER", words[3].unicodeScalars.count == 1, words[4] == "WITH",
        let letter = words[3].unicodeScalars.first
      else { continue }
      found[scalar] = words[1] == "SMALL" ? Unicode.Scalar(letter.value + 32) : letter
    }
    return found
  }()
}
