import Talks

/// The listed parties named in a title, with their places.
struct TitleParties {
  private let title: [UInt8]
  /// The one named first; nil where the title names none of them.
  private(set) var first: PartyID?
  private var at = Int.max

  init(_ title: String, among parties: [PartyID]) {
    self.title = Array(Latin.plain(title).utf8)
    var length = 0
    for party in parties {
      for name in party.names {
        guard let found = place(of: Array(Latin.plain(name).utf8)), (found, -name.utf8.count) < (at, -length)
        else {
          continue
        }
        (at, length, first) = (found, name.utf8.count, party)
      }
    }
  }

  /// The party with a name at the beginning of the title.
  var beginning: PartyID? { at == 0 ? first : nil }

  /// The ranges of a name as whole words.
  private func place(of name: [UInt8]) -> Int? {
    guard !name.isEmpty, name.count <= title.count else { return nil }
    return (0...title.count - name.count).first { start in
      title[start..<start + name.count].elementsEqual(name)
        && (start == 0 || !Self.isPartOfWord(title[start - 1]))
        && (start + name.count == title.count || !Self.isPartOfWord(title[start + name.count]))
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
}

extension PartyID {
  /// The texts by which a title may name it: its name, its id in capitals, or its id's words.
  fileprivate var names: [String] {
    [Countries.name(slug.text), slug.text.uppercased(), capitalised].compactMap { $0 }
  }

  /// The id's words with capitals: `sinn-fein` becomes `Sinn Fein`.
  private var capitalised: String {
    slug.text.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }
}
