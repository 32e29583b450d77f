package import EventSourcing

/// The names in use in one process, in any order: all that a decision needs of its record.
package struct Names: Sendable {
  private var things: [Slug: ThingKind] = [:]
  /// The parties and sources that this process introduces.
  package private(set) var introduced: Set<Mention> = []
  package private(set) var isEmpty = true

  package init() {}

  package func kind(of slug: Slug) -> ThingKind? { things[slug] }
  package func knows(_ party: PartyID) -> Bool { introduced.contains(.party(party)) }
  package func slugs(of kind: ThingKind?) -> [Slug] {
    things.filter { kind == nil || $0.value == kind }.keys.sorted()
  }

  package mutating func note(_ event: Event) {
    isEmpty = false
    if let introduction = event.introduction { introduced.insert(introduction) }
    let mentions = event.mentions
    if let (kind, subject) = mentions.subject, let slug = subject.slug { learn(slug, kind) }
    for (slug, kind) in event.namings { learn(slug, kind) }
    for case (_, .thing(let reference, let kind?)) in mentions.all where reference.process == nil {
      learn(reference.slug, kind)
    }
  }

  /// A referenced thing counts as named even where the event that introduced it has been erased.
  private mutating func learn(_ slug: Slug, _ kind: ThingKind) {
    if things[slug] == nil { things[slug] = kind }
  }
}

/// The referents available beyond the process itself.
package struct Surroundings: Sendable {
  /// Parties and sources introduced in any process.
  package var introduced: Set<Mention>
  /// The names of other processes, for those that have been loaded.
  package var processes: [Slug: Names]
  /// The events of the process itself to which the draft refers.
  package var events: [EventID: Target] = [:]

  package init(introduced: Set<Mention> = [], processes: [Slug: Names] = [:]) {
    self.introduced = introduced
    self.processes = processes
  }
}
