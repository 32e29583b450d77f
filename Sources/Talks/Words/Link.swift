package import EventSourcing

/// Names a kind of thing in the type of a field that refers to one.
package protocol ThingTag: Sendable { static var kind: ThingKind { get } }
package enum ARound: ThingTag { package static var kind: ThingKind { .round } }
package enum AProposal: ThingTag { package static var kind: ThingKind { .proposal } }
package enum AMeasure: ThingTag { package static var kind: ThingKind { .measure } }
package enum AnAgreement: ThingTag { package static var kind: ThingKind { .agreement } }
package enum ASetback: ThingTag { package static var kind: ThingKind { .setback } }

/// A reference to a thing of one kind.
package struct Link<Tag: ThingTag>: FieldValue, CustomStringConvertible {
  package let reference: Reference

  package static var kind: FieldKind { .reference(Tag.kind) }
  package static var placeholder: Link { Link(reference: .placeholder) }
  package init(reference: Reference) { self.reference = reference }
  package init(typed text: String) throws(Malformed) { self.init(reference: try Reference(typed: text)) }
  package var typed: String { reference.typed }
  package var description: String { reference.description }
  package var mention: Mention? { .thing(reference, Tag.kind) }
  package func referring(_ rule: (Reference) -> Reference) -> Link { Link(reference: rule(reference)) }
}

/// The name of a thing that an event about something else introduces.
package struct Naming<Tag: ThingTag>: FieldValue {
  package let slug: Slug

  package static var kind: FieldKind { .slug }
  package static var placeholder: Naming { Naming(slug: .placeholder) }
  package init(slug: Slug) { self.slug = slug }
  package init(typed text: String) throws(Malformed) { self.init(slug: try Slug(typed: text)) }
  package var typed: String { slug.typed }
  package var mention: Mention? { .naming(slug, Tag.kind) }
  package func referring(_ rule: (Reference) -> Reference) -> Naming {
    Naming(slug: rule(Reference(slug)).slug)
  }
}

/// A reference by a field's value to something that has to exist already.
package enum Mention: Hashable, Sendable {
  case party(PartyID)
  /// A source by its key.
  case source(CitationKey)
  /// The kind is nil where any kind of thing will do.
  case thing(Reference, ThingKind?)
  /// A thing that the event itself names for the first time.
  case naming(Slug, ThingKind)
  /// Another event of the process.
  case event(EventID)
}

extension Mention {
  package var party: PartyID? { if case .party(let party) = self { party } else { nil } }
  /// The key of a source.
  package var key: CitationKey? { if case .source(let key) = self { key } else { nil } }

  /// Whether it needs no introduction, such as a party with an ISO 3166 code.
  var isWellKnown: Bool { party?.isWellKnown ?? false }
}
