/// What events cite a source by: `sigal`, `Smith2001A` or `김2005`, as it is written in the bibliography.
///
/// Keys in another case, script or punctuation are others. Written `@key`, or `@{key}` where it holds a space or a
/// comma.
package struct CitationKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  /// The most bytes that a key has.
  package static let longest = 200
  /// The pattern of a key, for schemas.
  package static let pattern = #"^[^@\s{}|\[\]](?:[^{}|\u0000-\u001f\u007f-\u009f]*[^\s{}|])?$"#

  package init?(_ text: String) {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      text.utf8.count <= Self.longest, !["@", "[", "]"].contains(first), !first.properties.isWhitespace,
      !last.properties.isWhitespace,
      text.unicodeScalars.allSatisfy({
        !["{", "}", "|"].contains($0) && $0.properties.generalCategory != .control
      })
    else { return nil }
    self.text = text
  }

  /// As it is cited: `@sigal`, `@{Doe, 2003}`.
  package var cited: String { isPlain ? "@\(text)" : "@{\(text)}" }

  private var isPlain: Bool { text.unicodeScalars.allSatisfy { $0 != "," && !$0.properties.isWhitespace } }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  package var description: String { text }
}

extension CitationKey: FieldValue {
  package static var kind: FieldKind { .citationKey }
  package static var placeholder: CitationKey { unset }
  private static let unset: CitationKey = {
    guard let key = CitationKey("item") else { preconditionFailure("The placeholder is well formed.") }
    return key
  }()
  package init(typed text: String) throws(Malformed) {
    guard let key = CitationKey(text) else {
      throw Malformed(
        "“\(text)” is not the key of a source: that has at most \(Self.longest) bytes, begins with none of @ [ ], and holds none of { } |."
      )
    }
    self = key
  }
  package var typed: String { text }
}
