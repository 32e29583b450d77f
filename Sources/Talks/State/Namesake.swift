import EventSourcing

/// Things of one kind that were named alike in copies of the record that did not know each other.
///
/// Within one log a name is given once. Where two events give it, they speak of one thing unless what they say
/// cannot be of one; then the one whose id comes first keeps the name, and the other has it with the end of its id.
package struct Namesake: Sendable {
  package let name: Slug
  package let kind: ThingKind
  /// The event that keeps the name.
  package let first: Entry
  /// Another that gives it.
  package let other: Entry
  /// The name of the other's thing; the same where they may speak of one thing.
  package let told: Slug
}

/// The names that several events give, and what they are taken for.
struct NameTable {
  private struct Name: Hashable {
    let kind: ThingKind
    let slug: Slug
  }

  private var given: [Name: [(slug: Slug, entry: Entry)]] = [:]
  private(set) var namesakes: [Namesake] = []

  /// - Parameter entries: the events that count, after corrections.
  init(_ entries: [Entry]) {
    var naming: [Name: [Entry]] = [:]
    for entry in entries {
      guard let (kind, subject) = entry.mentions.subject, case .new(let slug?) = subject else {
        continue
      }
      naming[Name(kind: kind, slug: slug), default: []].append(entry)
    }
    for (name, entries) in naming where entries.count > 1 {
      var things: [(slug: Slug, entry: Entry)] = []
      for entry in entries.sorted(by: { $0.id.isBefore($1.id) }) {
        let same = things.first { entry.event.maySpeakOfOneThing(as: $0.entry.event) }
        let slug = same?.slug ?? (things.isEmpty ? name.slug : name.slug.followed(by: entry.id))
        if let first = things.first?.entry {
          namesakes.append(
            Namesake(name: name.slug, kind: name.kind, first: same?.entry ?? first, other: entry, told: slug))
        }
        if same == nil { things.append((slug, entry)) }
        given[name, default: []].append((slug, entry))
      }
      if things.count == 1 { given[name] = nil }
    }
  }

  /// Whether every name stands for one thing.
  var isPlain: Bool { given.isEmpty }

  /// The event with the names of the things that it gives a name, or speaks of, as they are told apart.
  func told(_ entry: Entry) -> Entry {
    let mentions = entry.mentions
    var names: [Slug: Slug] = [:]
    func note(_ slug: Slug, _ kind: ThingKind?) {
      for kind in kind.map({ [$0] }) ?? ThingKind.allCases {
        guard let told = told(slug, kind, by: entry), told != slug else { continue }
        names[slug] = told
      }
    }
    for case (_, .thing(let reference, let kind)) in mentions.all where reference.process == nil {
      note(reference.slug, kind)
    }
    if let (kind, subject) = mentions.subject, let slug = subject.slug { note(slug, kind) }
    if names.isEmpty { return entry }
    var event = entry.event
    event.detail = event.detail.referring { named in
      named.process == nil ? Reference(names[named.slug] ?? named.slug) : named
    }
    var renaming = NewSubjectRenaming(names: names)
    event.detail = event.detail.visited(by: &renaming)
    return entry.with(event)
  }

  /// What an event that gives or uses a name means by it: for one that uses it, the only thing of that name
  /// whose event names one of its parties, or else the first.
  private func told(_ slug: Slug, _ kind: ThingKind, by entry: Entry) -> Slug? {
    guard let all = given[Name(kind: kind, slug: slug)] else { return nil }
    if let own = all.first(where: { $0.entry.id == entry.id }) { return own.slug }
    let parties = Set(entry.mentions.parties)
    let fitting = Set(all.filter { !parties.isDisjoint(with: $0.entry.mentions.parties) }.map(\.slug))
    return fitting.count == 1 ? fitting.first : all.first?.slug
  }
}

extension Slug {
  /// The name of a thing that is told from others of the same name by the id of its event.
  fileprivate func followed(by id: EventID) -> Slug {
    Slug("\(text)-\(String(id.description.suffix(6)))") ?? self
  }
}

extension Event {
  /// Whether it and another that gives a thing the same name may be about one thing.
  fileprivate func maySpeakOfOneThing(as other: Event) -> Bool {
    if let own = detail.number, let its = other.detail.number { return own == its }
    let (own, its) = (said, other.said)
    for field in ["party", "category", "kind", "issue"] {
      if let one = own[field], let another = its[field], one != another { return false }
    }
    if !parties.isEmpty, !other.parties.isEmpty, Set(parties).isDisjoint(with: other.parties) { return false }
    // What was pledged, signed or tabled twice was so on two days.
    guard type == other.type, let one = on, let another = other.on else { return true }
    return one.precedes(another) != .yes && another.precedes(one) != .yes
  }

  private var said: [String: [String]] {
    Dictionary(typedFields.map { ($0.field, $0.values) }) { first, _ in first }
  }
}

private struct NewSubjectRenaming: FieldVisitor {
  let names: [Slug: Slug]

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {}
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {}
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {}
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    if case .new(let slug?) = value, let told = names[slug] { value = .new(told) }
  }
}
