package import Talks

/// Replaces the names of things in a line by those in the log.
private struct Renamer: FieldVisitor {
  let aliases: [Slug: Slug]
  /// The name for a new thing that the line does not name.
  let unnamed: Slug?

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {}
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {}
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {}

  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .new(let slug): value = .new(slug.map { aliases[$0] ?? $0 } ?? unnamed)
    case .existing(let reference):
      value = .existing(Reference(aliases[reference.slug] ?? reference.slug, in: reference.process))
    }
  }
}

extension Event {
  /// Replaces the names of things in the event by those in the log.
  ///
  /// - Parameter unnamed: the name for a new thing that has none.
  package mutating func rename(by aliases: [Slug: Slug] = [:], unnamed: Slug? = nil) throws(Malformed) {
    var renamer = Renamer(aliases: aliases, unnamed: unnamed)
    try detail.fields(&renamer)
  }
}
