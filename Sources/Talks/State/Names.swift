package import EventSourcing

/// The names in use in one process, in any order: all that a decision needs of its record.
package struct Names: Sendable {
  private var things: [Slug: Set<ThingKind>] = [:]
  /// The parties and sources that this process introduces.
  package private(set) var introduced: Set<Mention> = []
  package private(set) var isEmpty = true
  private var numbering = SlugNumbering()

  package init() {}

  /// The kind of the thing of a name; the first by the list of kinds, where copies of the record gave it to several.
  package func kind(of slug: Slug) -> ThingKind? { ThingKind.allCases.first { has(slug, of: $0) } }
  package func has(_ slug: Slug, of kind: ThingKind) -> Bool { things[slug]?.contains(kind) ?? false }
  package func knows(_ party: PartyID) -> Bool { introduced.contains(.party(party)) }
  package func slugs(of kind: ThingKind?) -> [Slug] {
    things.filter { name in kind.map { name.value.contains($0) } ?? true }.keys.sorted()
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

  /// The name itself or with `-2`, `-3` … appended, the first that no thing has.
  package func free(_ slug: Slug) -> Slug { numbering.free(slug) { things[$0] != nil } }

  /// A referenced thing counts as named even where the event that introduced it has been erased.
  private mutating func learn(_ slug: Slug, _ kind: ThingKind) {
    things[slug, default: []].insert(kind)
    numbering.note(slug) { things[$0] != nil }
  }

  /// Learns the names of things that are told from others of the same name.
  package mutating func note(_ namesakes: [Namesake]) {
    for namesake in namesakes { learn(namesake.told, namesake.kind) }
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
  /// The processes of which an event was erased that is not at hand, so that a name may have lost the event that gives it.
  package var gaps: Set<Slug> = []

  package init(introduced: Set<Mention> = [], processes: [Slug: Names] = [:]) {
    self.introduced = introduced
    self.processes = processes
  }
}
