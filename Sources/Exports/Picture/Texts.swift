import Talks

extension String {
  /// On one line, with nothing in it that acts where it is shown.
  var plain: String {
    if isPlain { return self }
    var out = ""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFFFE, 0xFFFF: out += "\u{FFFD}"
      case 0x09, 0x20: out += " "
      case _ where scalar.isLineBreak: out += " "
      default: out += scalar.harmless
      }
    }
    return out
  }

  /// On one line, as text or as the value of an attribute in XML and in HTML.
  var markup: String { Exports.markup(plain) }

  /// The text limited to a number of Unicode scalars, with an ellipsis where it is cut; a character has no
  /// upper length.
  func cut(to count: Int) -> String {
    let scalars = unicodeScalars.prefix(count + 1)
    guard scalars.count > count else { return self }
    var kept = String(scalars.prefix(count - 1))
    while kept.last == " " || kept.last == "," { kept.removeLast() }
    return kept + "…"
  }
}

extension JSONWriter {
  /// The text as the content of a script element, safe from ending it.
  var inScript: String {
    var out: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): out += #"\u003c"#.utf8
      case UInt8(ascii: ">"): out += #"\u003e"#.utf8
      case UInt8(ascii: "&"): out += #"\u0026"#.utf8
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Double {
  /// With one decimal at most, as the coordinates of a picture are written.
  var short: String {
    let tenths = Int64((self * 10).rounded())
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
  }
}

/// About how wide a text is in a common sans-serif font, in the unit of its size; rather too wide than too narrow.
func width(of text: String, size: Double) -> Double {
  text.unicodeScalars.reduce(0) { sum, scalar in
    let em =
      switch scalar {
      case "i", "j", "l", "'", "|", "I", ".", ",", ":", ";", "!", " ": 0.34
      case "f", "t", "r", "(", ")", "-", "/": 0.42
      case "m", "w", "M", "W", "@", "…", "—": 0.95
      case "A"..."Z", "&": 0.7
      case _ where scalar.value > 0x2E7F: 1.05
      default: 0.62
      }
    return sum + em
  } * size
}
