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

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  package var description: String { text }

  static func isWellFormed(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var previous = UInt8(ascii: "-")
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
      default: return false
      }
      previous = byte
    }
    return (1...80).contains(bytes.count) && previous != UInt8(ascii: "-")
  }
}

/// Which numbers are taken of names that are told apart by numbers, so that finding the next does not go over all before.
package struct SlugNumbering: Sendable {
  /// By name without its number: the last number up to which all from `-2` are taken.
  private(set) var last: [Slug: Int] = [:]

  package init() {}

  /// Takes in the last number of a name, with the name before it.
  mutating func restore(_ numbered: Slug) {
    if let (base, number) = numbered.parted { last[base] = number }
  }

  /// Notes a name that has been taken; names are never given back.
  package mutating func note(_ slug: Slug, isTaken: (Slug) -> Bool) {
    guard let (base, number) = slug.parted, (last[base] ?? 1) + 1 == number else { return }
    var reached = number
    while let next = base.numbered(reached + 1), isTaken(next) { reached += 1 }
    last[base] = reached
  }

  /// The name itself or with `-2`, `-3` … appended, the first that is not taken; the name itself where that has no room
  /// for a number.
  package func free(_ slug: Slug, isTaken: (Slug) -> Bool) -> Slug {
    if !isTaken(slug) { return slug }
    var number = (last[slug] ?? 1) + 1
    while let next = slug.numbered(number), isTaken(next) { number += 1 }
    return slug.numbered(number) ?? slug
  }
}

extension Slug {
  fileprivate func numbered(_ number: Int) -> Slug? { Slug("\(text)-\(number)") }

  /// The name and the number that was appended to it; nil where none was.
  fileprivate var parted: (base: Slug, number: Int)? {
    guard let dash = text.utf8.lastIndex(of: UInt8(ascii: "-")), let base = Slug(String(text[..<dash])) else {
      return nil
    }
    let digits = text[text.utf8.index(after: dash)...]
    guard let number = Int(digits), number > 1, String(number) == digits else { return nil }
    return (base, number)
  }
}
