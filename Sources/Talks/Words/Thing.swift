/// The kinds of thing that events name and later events refer to.
package enum ThingKind: String, CaseIterable, Sendable {
  case round, proposal, measure, agreement, setback

  /// With its article: “an agreement”.
  package var withArticle: String { (self == .agreement ? "an " : "a ") + rawValue }
}

/// A reference to a thing: `yongbyon-shutdown`,
/// or `us-dprk/agreed-framework` where it belongs to another process.
package struct Reference: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The process it belongs to; nil for the process of the referring event.
  package let process: Slug?
  package let slug: Slug

  package init(_ slug: Slug, in process: Slug? = nil) {
    self.slug = slug
    self.process = process
  }

  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1:
      guard let slug = Slug(text) else { return nil }
      self.init(slug)
    case 2:
      guard let process = Slug(String(parts[0])), let slug = Slug(String(parts[1])) else { return nil }
      self.init(slug, in: process)
    default: return nil
    }
  }

  package static func < (a: Self, b: Self) -> Bool { a.description < b.description }
  package var description: String { process.map { "\($0)/\(slug)" } ?? slug.text }
}

/// The thing that an event is about: one that it names for the first time, or one named before.
package enum Subject: Hashable, Sendable {
  /// Named by this event; nil until a slug has been made from the title.
  case new(Slug?)
  case existing(Reference)

  /// The thing's name within its process.
  package var slug: Slug? {
    switch self {
    case .new(let slug): slug
    case .existing(let reference): reference.slug
    }
  }

  /// The name as a person would read it.
  var words: String { slug?.text ?? "it" }
}
