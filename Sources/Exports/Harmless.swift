extension Unicode.Scalar {
  /// Whether a terminal might interpret it, or it would reorder the text around it.
  ///
  /// This includes noncharacters, which XML and CloudEvents refuse.
  fileprivate var isTreacherous: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether it is invisible, so that the text would seem to begin with the next character.
  var isBlank: Bool {
    switch value {
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: properties.isWhitespace
    }
  }

  var isLineBreak: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether it parts words or lines.
  var isGap: Bool {
    isASCII ? self == " " || self == "\t" || isLineBreak : isLineBreak || properties.isWhitespace
  }

  /// The character, or its number where it must not act: `‹U+001B›`.
  var harmless: String {
    guard isTreacherous else { return String(self) }
    let digits = String(value, radix: 16, uppercase: true)
    return "‹U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "›"
  }
}

extension String {
  /// The text with unsafe characters shown by their code points.
  var harmless: String {
    isPlain ? self : escaped { _ in nil }
  }

  /// Whether it is of visible ASCII and spaces, so that there is nothing to be shown otherwise.
  var isPlain: Bool { utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F } }

  /// The text with some characters replaced by a rule, and other unsafe ones shown by their code points.
  func escaped(_ rule: (Unicode.Scalar) -> StaticString?) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count + utf8.count / 8)
    for scalar in unicodeScalars {
      if let text = rule(scalar) {
        text.withUTF8Buffer { unsafe out.append(contentsOf: $0) }
      } else if scalar.isTreacherous {
        out.append(contentsOf: scalar.harmless.utf8)
      } else if scalar.isASCII {
        out.append(UInt8(scalar.value))
      } else {
        out.append(contentsOf: String(scalar).utf8)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
