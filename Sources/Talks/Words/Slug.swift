/// A short name that people type: lower-case letters, digits and single hyphens, at most 80 bytes.
package struct Slug: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  package init?(_ text: String) {
    guard Slug.isWellFormed(text) else { return nil }
    self.text = text
  }

  /// The slug that people would give to a title: `"Joint Statement, 2005"` becomes `joint-statement-2005`.
  ///
  /// Marks on letters are left out: `Sinn Féin` becomes `sinn-fein`. Cut at a word near 48 bytes; a title without a
  /// Latin letter or digit becomes `item`.
  package init(title: String) {
    var words: [String] = []
    var word = ""
    func fold(_ scalar: Unicode.Scalar) -> Character? {
      switch scalar {
      case "a"..."z", "0"..."9": Character(scalar)
      case "A"..."Z": Character(Unicode.Scalar(scalar.value + 32) ?? scalar)
      default: nil
      }
    }
    for scalar in Latin.plain(title).unicodeScalars {
      if let kept = fold(scalar) {
        word.append(kept)
      } else if scalar != "'" && scalar != "\u{2019}" && !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    var slug = ""
    for word in words {
      let cut = word.prefix(48)
      if !slug.isEmpty && slug.utf8.count + 1 + cut.utf8.count > 48 { break }
      slug += (slug.isEmpty ? "" : "-") + cut
    }
    self.text = slug.isEmpty ? "item" : slug
  }

  /// The same slug with `-2`, `-3` … appended, the first that is not taken.
  package func free(of isTaken: (Slug) -> Bool) -> Slug {
    if !isTaken(self) { return self }
    var number = 2
    while let next = Slug("\(text)-\(number)"), isTaken(next) { number += 1 }
    return Slug("\(text)-\(number)") ?? self
  }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  package var description: String { text }

  static func isWellFormed(_ text: String) -> Bool {
    var previous = UInt8(ascii: "-")
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
      default: return false
      }
      previous = byte
      count += 1
    }
    return count > 0 && count <= 80 && previous != UInt8(ascii: "-")
  }
}
