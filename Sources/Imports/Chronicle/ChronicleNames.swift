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
    let texts = [row.title, row.summary].compactMap(\.self).map(WordPlaces.init)
    for party in row.parties where !party.isWellKnown {
      for name in texts.flatMap({ $0.names(of: party) }) {
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
}

/// The first words of a text, and where each stands in it.
private struct WordPlaces {
  private let words: [Substring]
  private let folded: [String]
  private var places: [String: [Int]] = [:]

  init(_ text: String) {
    words = Array(text.split { !$0.isLetter && !$0.isNumber }.prefix(InputLimits.words.value))
    folded = words.map { Latin.plain(String($0)).lowercased() }
    for (place, word) in folded.enumerated() { places[word, default: []].append(place) }
  }

  /// The words of a party's id where they stand with a capital letter, as they are written there.
  func names(of party: PartyID) -> [String] {
    let wanted = party.slug.text.split(separator: "-").map(String.init)
    return (wanted.first.flatMap { places[$0] } ?? []).compactMap { start in
      guard folded[start...].starts(with: wanted) else { return nil }
      let (first, last) = (words[start], words[start + wanted.count - 1])
      let name = first.base[first.startIndex..<last.endIndex]
      return name.contains(where: \.isUppercase) ? String(name) : nil
    }
  }
}
