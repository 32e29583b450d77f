import Talks

/// The words of chronicles, as event types declare them.
struct ChronicleWords {
  /// An event type by one of its words.
  struct Meaning {
    let type: any EventType.Type
    let use: ChronicleWord.Use
  }

  /// In the order of the catalogue.
  private let words: [String]
  private let meanings: [String: [Meaning]]

  init() {
    var (words, meanings): ([String], [String: [Meaning]]) = ([], [:])
    for type in Catalogue.all {
      for word in type.chronicleWords {
        if meanings[word.text] == nil { words.append(word.text) }
        meanings[word.text, default: []].append(Meaning(type: type, use: word.use))
      }
    }
    (self.words, self.meanings) = (words, meanings)
  }

  /// The possible meanings of a word: those that need a known thing come first.
  func meanings(of word: String) throws(Malformed) -> [Meaning] {
    guard let found = meanings[word] else {
      let hint = nearest(word, among: words).map { " Did you mean “\($0)”?" } ?? ""
      throw Malformed(
        "“\(word)” is not a type of row (\(words.joined(separator: ", "))).\(hint)", field: "type")
    }
    return found.filter(\.use.needsKnownThing) + found.filter { !$0.use.needsKnownThing }
  }
}
