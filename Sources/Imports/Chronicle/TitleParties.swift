import Talks

/// The listed parties that a title names, in the order of their names.
struct TitleParties {
  private struct PartyMention {
    let party: PartyID
    /// The bytes of the name in the title.
    let range: Range<Int>
  }

  private let title: [UInt8]
  private var mentions: [PartyMention] = []

  init(_ title: String, among parties: [PartyID]) {
    self.title = Array(Latin.plain(title).utf8)
    var found: [PartyMention] = []
    for party in parties {
      for name in party.names {
        found += ranges(of: Array(Latin.plain(name).utf8)).map { PartyMention(party: party, range: $0) }
      }
    }
    found.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    // A longer name covers those within it.
    for mention in found where (mentions.last?.range.upperBound ?? 0) <= mention.range.lowerBound {
      mentions.append(mention)
    }
  }

  /// The party with a name at the beginning of the title.
  var beginning: PartyID? { mentions.first?.range.lowerBound == 0 ? mentions[0].party : nil }

  /// The parties that the title names first, joined by nothing but “and”, “&” or commas.
  var first: [PartyID] { joined(from: 0) }

  /// Whether the title begins with them.
  var beginsWithFirst: Bool {
    guard let start = mentions.first?.range.lowerBound else { return false }
    return start == 0 || words(0..<start) == ["the"]
  }

  /// The word before the first name and its article, in lower case.
  var wordBefore: String? { mentions.first.flatMap { words(0..<$0.range.lowerBound).last { $0 != "the" } } }

  /// The parties named after the first ones and a word that satisfies a condition right behind these.
  func after(_ isMeant: (String) -> Bool) -> [PartyID]? {
    let count = first.count
    guard count > 0, let word = words(mentions[count - 1].range.upperBound..<title.count).first, isMeant(word)
    else { return nil }
    return joined(from: count)
  }

  /// Whether the title tells what was done to something, such as “Seals removed at the plant”, and nobody's act.
  var isPassive: Bool {
    let words = words(0..<title.count)
    for (index, word) in words.enumerated() where Self.isParticiple(word) {
      guard index + 1 < words.count else { return true }
      if Self.afterParticiples.contains(words[index + 1]) { return true }
    }
    return false
  }

  /// Whether the title begins with a word for all: “Both sides pull back”.
  var saysAll: Bool {
    var words = words(0..<title.count)[...]
    if words.first == "the" { words.removeFirst() }
    if words.first == "both" || words.first == "all" { return true }
    if let number = words.first, Self.numbers.contains(number) { words.removeFirst() }
    return words.first.map(Self.collectives.contains) ?? false
  }

  private func joined(from start: Int) -> [PartyID] {
    guard start < mentions.count else { return [] }
    var parties = [mentions[start].party]
    for (one, next) in zip(mentions[start...], mentions[(start + 1)...]) {
      let between = words(one.range.upperBound..<next.range.lowerBound)
      guard between.allSatisfy(Self.joints.contains) else { break }
      if !parties.contains(next.party) { parties.append(next.party) }
    }
    return parties
  }

  private func words(_ range: Range<Int>) -> [String] {
    String(decoding: title[range], as: UTF8.self).lowercased()
      .split { !$0.isLetter && !$0.isNumber && $0 != "&" && $0 != "-" }.map(String.init)
  }

  /// The ranges of a name as whole words.
  private func ranges(of name: [UInt8]) -> [Range<Int>] {
    guard !name.isEmpty, name.count <= title.count else { return [] }
    return (0...title.count - name.count).compactMap { start in
      let end = start + name.count
      let isFound =
        title[start..<end].elementsEqual(name) && (start == 0 || !Self.isPartOfWord(title[start - 1]))
        && (end == title.count || !Self.isPartOfWord(title[end]))
      return isFound ? start..<end : nil
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }

  private static func isParticiple(_ word: String) -> Bool {
    word.count > 4 && word.hasSuffix("ed") || irregular.contains(word)
  }

  private static let joints: Set<String> = ["and", "&", "the", "with"]
  private static let afterParticiples: Set<String> = [
    "at", "by", "down", "during", "for", "from", "in", "into", "on", "out", "over", "to", "under", "up",
  ]
  private static let irregular: Set<String> = [
    "blown", "broken", "cut", "driven", "found", "freed", "given", "held", "laid", "sent", "shut", "taken",
    "torn",
    "withdrawn",
  ]
  private static let numbers: Set<String> = ["two", "three", "four", "five", "six", "seven", "eight"]
  private static let collectives: Set<String> = ["sides", "parties", "delegations", "governments"]
}

extension PartyID {
  /// The texts by which a title may name it: its names, its id in capitals, or its id's words.
  var names: [String] {
    [Countries.name(slug.text), slug.text.uppercased(), capitalised].compactMap { $0 }
      + (Self.shortNames[slug.text] ?? [])
  }

  /// What headlines call states beside their names and codes.
  private static let shortNames = [
    "ae": ["UAE"], "ba": ["Bosnia"], "gb": ["UK", "Britain"], "kp": ["DPRK"], "kr": ["ROK"],
    "us": ["U.S.", "USA"],
  ]

  /// The id's words with capitals: `sinn-fein` becomes `Sinn Fein`.
  private var capitalised: String {
    slug.text.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// Whether it is known to be an organisation and no state.
  var isOrganisation: Bool {
    isWellKnown && (slug.text.utf8.count != 2 || slug.text == "eu" || slug.text == "un")
  }
}
