package import EventSourcing

/// The names in use in one process, in any order: all that a decision needs of its record.
package struct Names: Sendable {
  private var things: [Slug: Kinds] = [:]
  /// The parties and sources that this process introduces.
  package private(set) var introduced: Set<Mention> = []
  package private(set) var isEmpty = true
  private var numbering = SlugNumbering()

  package init() {}

  /// Kinds of things: of one name, since copies of the record may have given it to several.
  private struct Kinds: OptionSet {
    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }
    init(_ kind: ThingKind) { rawValue = 1 << UInt8(ThingKind.allCases.firstIndex(of: kind) ?? 0) }

    /// The first by the list of kinds.
    var first: ThingKind? { ThingKind.allCases.first { contains(Kinds($0)) } }
  }

  /// The number of names of things.
  package var count: Int { things.count }

  /// The kind of the thing of a name; the first by the list of kinds, where copies of the record gave it to several.
  package func kind(of slug: Slug) -> ThingKind? { things[slug]?.first }
  package func has(_ slug: Slug, of kind: ThingKind) -> Bool { things[slug]?.contains(Kinds(kind)) ?? false }
  package func knows(_ party: PartyID) -> Bool { introduced.contains(.party(party)) }
  package func slugs(of kind: ThingKind?) -> [Slug] {
    things.filter { name in kind.map { name.value.contains(Kinds($0)) } ?? true }.keys.sorted()
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
    things[slug, default: []].insert(Kinds(kind))
    numbering.note(slug) { things[$0] != nil }
  }

  /// Learns the names of things that are told from others of the same name.
  package mutating func note(_ namesakes: [Namesake]) {
    for namesake in namesakes { learn(namesake.told, namesake.kind) }
  }
}

extension Names {
  private static let (party, source, number) = (UInt8(ascii: "p"), UInt8(ascii: "s"), UInt8(ascii: "n"))
  /// Added to the kinds of a thing, so that they are a sign of their own.
  private static let thing = UInt8(0x20)
  private static let end = UInt8(ascii: "\n")

  /// The names in a form from which they can be made again: a line each, with what it names before it.
  package var packed: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ sign: UInt8, _ text: String) {
      bytes.append(sign)
      bytes.append(contentsOf: text.utf8)
      bytes.append(Self.end)
    }
    for (slug, kinds) in things { add(Self.thing | kinds.rawValue, slug.text) }
    for mention in introduced {
      if let party = mention.party { add(Self.party, party.slug.text) }
      if let key = mention.key { add(Self.source, key.text) }
    }
    for (base, last) in numbering.last { add(Self.number, "\(base)-\(last)") }
    return bytes
  }

  /// - Parameter packed: what ``packed`` gave of names that are in use.
  package init(packed: ArraySlice<UInt8>) {
    isEmpty = false
    for line in packed.split(separator: Self.end) {
      let text = String(decoding: line.dropFirst(), as: UTF8.self)
      switch line.first {
      case Self.party?: if let party = PartyID(text) { introduced.insert(.party(party)) }
      case Self.source?: if let key = CitationKey(text) { introduced.insert(.source(key)) }
      case Self.number?: if let slug = Slug(text) { numbering.restore(slug) }
      case let sign?: if let slug = Slug(text) { things[slug] = Kinds(rawValue: sign & ~Self.thing) }
      case nil: break
      }
    }
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
