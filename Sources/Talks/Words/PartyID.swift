/// The identifier of a party: `us`, `kp`, `farc`, `eu`; ISO 3166-1 alpha-2 in lower case for a state.
package struct PartyID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let slug: Slug

  package init(_ slug: Slug) { self.slug = slug }

  package init?(_ text: String) {
    guard let slug = Slug(text) else { return nil }
    self.slug = slug
  }

  /// Whether the id is a standard code, so that the party needs no introduction.
  package var isWellKnown: Bool { Countries.codeSet.contains(slug.text) }

  package static func < (a: Self, b: Self) -> Bool { a.slug < b.slug }
  package var description: String { slug.text }
}

extension PartyID {
  /// The name that everybody knows it by, or else the id itself.
  package var name: String { Countries.name(slug.text) ?? slug.text }
}

extension Countries {
  /// Every well-known id, for suggestions.
  package static let codes = table.split(separator: "\n").map { String($0.prefix { $0 != " " }) }

  fileprivate static let codeSet = Set(codes)
}
