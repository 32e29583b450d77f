/// Text as TeX writes it, and back.
enum TeX {
  // MARK: Writing

  /// The text with nothing in it that TeX or BibTeX would act on.
  static func escaped(_ text: String) -> String {
    var out = ""
    var previous: Unicode.Scalar = " "
    for scalar in (tidy(text) ?? "").unicodeScalars {
      switch scalar {
      case "\\": out += "\\textbackslash{}"
      case "{": out += "\\textbraceleft{}"
      case "}": out += "\\textbraceright{}"
      case "~": out += "\\textasciitilde{}"
      case "^": out += "\\textasciicircum{}"
      case "&", "%", "$", "#", "_": out += "\\\(scalar)"
      // Two of these would be read as one other character.
      case "-", "'", "`": out += previous == scalar ? "{}\(scalar)" : "\(scalar)"
      default: out.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return out
  }

  /// An address for use in a field, with special characters percent-encoded.
  static func address(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{0}"..."\u{20}", "\u{7F}", "\\", "{", "}", "\"":
        out += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  // MARK: Reading

  /// The text as typeset; unknown commands are kept as written.
  static func plain(_ tex: String) -> String {
    var reader = Reader(tex)
    reader.readAll()
    return tidy(reader.out) ?? ""
  }

  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private(set) var out = ""

    init(_ tex: String) { scalars = Array(tex.unicodeScalars) }

    private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard next == scalar else { return false }
      at += 1
      return true
    }

    mutating func readAll() {
      while let scalar = next {
        at += 1
        switch scalar {
        case "{", "}": break
        case "~": out += " "
        case "-" where take("-"): out += take("-") ? "—" : "–"
        case "`" where take("`"): out += "“"
        case "'" where take("'"): out += "”"
        case "\\": command()
        default: out.unicodeScalars.append(scalar)
        }
      }
    }

    private mutating func command() {
      guard let first = next else {
        out += "\\"
        return
      }
      guard first.properties.isAlphabetic && first.isASCII else {
        at += 1
        if let accent = TeX.accents[first] {
          accented(first, accent)
        } else if first == "\\" || first.properties.isWhitespace || first == "," {
          out += " "
        } else if first != "-" && first != "/" {
          out.unicodeScalars.append(first)
        }
        return
      }
      var name = ""
      while let letter = next, letter.isASCII, letter.properties.isAlphabetic {
        name.unicodeScalars.append(letter)
        at += 1
      }
      if let only = name.unicodeScalars.first, name.utf8.count == 1, let accent = TeX.accents[only] {
        return accented(only, accent)
      }
      if let symbol = TeX.symbols[name] {
        while let space = next, space.properties.isWhitespace { at += 1 }
        out += symbol
      } else {
        out += "\\" + name
      }
    }

    /// An accent on the next letter: `e`, `{e}`, `\i` or `{\i}`.
    private mutating func accented(_ name: Unicode.Scalar, _ mark: Unicode.Scalar) {
      while let space = next, space.properties.isWhitespace { at += 1 }
      let isGroup = take("{")
      if isGroup && take("}") { return out.unicodeScalars.append(name) }
      _ = take("\\")
      guard let base = next else { return out.unicodeScalars.append(name) }
      at += 1
      let pair = "\(base)\(Character(mark))"
      out += TeX.composed[pair] ?? pair
      if isGroup { _ = take("}") }
    }
  }

  /// Accents by the commands that set them, as combining characters.
  private static let accents: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}",
    ".": "\u{307}", "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "d": "\u{323}",
    "c": "\u{327}", "k": "\u{328}", "b": "\u{331}",
  ]

  private static let symbols = [
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "S": "§",
    "emph": "", "textit": "", "textbf": "", "textsc": "", "textrm": "", "texttt": "", "textsuperscript": "",
    "em": "", "it": "", "bf": "", "url": "", "mbox": "", "enquote": "", "mkbibquote": "", "relax": "",
  ]

  /// Letters that have an accent; texts are equal where they look alike, so that each is found by its parts.
  private static let composed: [String: String] = {
    let letters = [0xC0...0x24F, 0x1E00...0x1EFF].joined().compactMap {
      Unicode.Scalar($0).map { String($0) }
    }
    return Dictionary(letters.map { ($0, $0) }) { first, _ in first }
  }()
}
