import Talks

/// What the rows of a chronicle call their parties, by the parties' ids.
struct ChronicleNames {
  /// How often each name stands in the titles and summaries of rows with the party.
  private var said: [PartyID: [String: Int]] = [:]
  /// The party as its column has it, where that is no slug.
  private var written: [PartyID: [String: Int]] = [:]

  /// Notes the names in a row.
  mutating func note(_ row: ChronicleRow) {
    for (party, text) in row.written where text != party.slug.text {
      written[party, default: [:]][text.replacing("_", with: " "), default: 0] += 1
    }
    let texts = [row.title, row.summary].compactMap(\.self).map(Self.words)
    for party in row.parties where !party.isWellKnown {
      for name in texts.flatMap({ Self.find(party, in: $0) }) {
        said[party, default: [:]][name, default: 0] += 1
      }
    }
  }

  /// The name that the record uses most, with its own capitals and marks; the id where it uses none.
  func name(of party: PartyID) -> String {
    Self.usual(said[party]) ?? Self.usual(written[party]) ?? party.slug.text
  }

  private static func usual(_ names: [String: Int]?) -> String? {
    // Between names used equally often, one with marks was written with more care.
    names?.max { one, other in
      (one.value, one.key.utf8.count, other.key) < (other.value, other.key.utf8.count, one.key)
    }?.key
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  /// The places where a text has the words of an id, with a capital letter, as they stand there.
  private static func find(_ party: PartyID, in words: [Substring]) -> [String] {
    let wanted = party.slug.text.split(separator: "-").map(String.init)
    guard let first = wanted.first, wanted.count <= words.count else { return [] }
    return (0...words.count - wanted.count).compactMap { start in
      let found = words[start..<start + wanted.count]
      guard fold(words[start]) == first, zip(found, wanted).allSatisfy({ fold($0) == $1 }),
        let end = found.last?.endIndex,
        words[start].base[words[start].startIndex..<end].contains(where: \.isUppercase)
      else { return nil }
      return String(words[start].base[words[start].startIndex..<end])
    }
  }

  private static func fold(_ word: Substring) -> String { Latin.plain(String(word)).lowercased() }
}
