/// The letters of the Latin alphabet without what is added to them.
package enum Latin {
  /// The text with letters of the English alphabet for all other Latin letters: `Sinn Féin` becomes `Sinn Fein`,
  /// `Æ` becomes `AE`. What is not Latin stays as it is.
  package static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark && plain.last?.isASCII == true { continue }
      if let letters = letters(of: scalar) {
        plain.append(contentsOf: letters.unicodeScalars)
      } else {
        plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// The English letters for one of another Latin alphabet, by its name in Unicode; nil for any other character.
  private static func letters(of scalar: Unicode.Scalar) -> String? {
    guard !scalar.isASCII, let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
    let words = name.split(separator: " ").dropFirst()
    let letter = words.dropFirst(2).prefix { $0 != "WITH" }.joined(separator: " ")
    guard words.count > 2, let size = words.first, ["SMALL", "CAPITAL"].contains(size) else { return nil }
    let isLetter = letter.utf8.count <= 2 && letter.utf8.allSatisfy { $0 != UInt8(ascii: " ") }
    guard let english = named[letter] ?? (isLetter ? letter : nil) else { return nil }
    return size == "SMALL" ? english.lowercased() : english
  }

  /// Letters whose names are no letters.
  private static let named = [
    "SHARP S": "SS", "DOTLESS I": "I", "DOTLESS J": "J", "THORN": "TH", "ETH": "D", "LONG S": "S",
    "ENG": "NG",
    "SCHWA": "E",
  ]
}
