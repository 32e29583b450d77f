package import Talks

/// The words of every event, as `parley search` looks through them.
package enum SearchProjection: Projection {
  package static let name = "search"
  package static let reachesBeyondToday = true
  package static let repeatsOthers = true
  package static let columns: [Column] =
    [
      .integer("event"),
      .text("type"),
      .text("on_text"),
      .day("first_day"),
    ] + texts.map { .text($0) } + [
      .texts("folded"),
      .texts("parties"),
      .truth("counts"),
    ]

  /// The columns that are searched, those first whose words weigh most.
  static let texts = ["headline", "said", "place", "cited"]

  package static func rows(_ state: ProcessState) -> [[Cited]] {
    state.entries.map { row($0, state, goneBy: nil) }
      + state.uncounted.map { entry in
        let dispute = state.corrections.disputes[entry.id]?.resolution
        return row(entry, state, goneBy: (state.corrections.struck[entry.id] ?? dispute)?.position ?? 0)
      }
  }

  private static func row(_ entry: Entry, _ state: ProcessState, goneBy: Int64?) -> [Cited] {
    let event = entry.event
    let by = entry.dating.provenance.union(goneBy.map { $0 == 0 ? [] : Provenance($0) } ?? [])
    let place = event.place.map { [$0.name, $0.country.flatMap(Countries.name)].compactMap(\.self) } ?? []
    let cited = event.sources.flatMap { source -> [String] in
      let source = source.inFull(source.key.flatMap { state.works[$0] })
      return [source.title].compactMap(\.self) + source.authors
        + [source.publisher, source.quote].compactMap(\.self)
    }
    let texts =
      [event.headline, event.texts.joined(separator: "\n"), place.joined(separator: ", ")]
      + [cited.joined(separator: "\n")]
    let folded = texts.map { Folded($0).text }
    return [
      .position(entry.position), .text(event.type.name, by), .on(entry.dating), .firstDay(entry.dating),
    ] + texts.map { .text($0.isEmpty ? nil : $0, by) } + [
      .texts(folded == texts ? [] : folded, by), .names(event.involved, by),
      Cited(.boolean(goneBy == nil), by),
    ]
  }
}

extension Event {
  /// What it says in sentences besides its headline: summary, quotes, reasons and the like.
  fileprivate var texts: [String] {
    var found = FoundTexts()
    var copy = self
    do {
      try copy.commonFields(&found)
      try copy.detail.fields(&found)
    } catch { preconditionFailure("A visitor that only looks has thrown.") }
    return found.texts
  }
}

/// Gathers the fields that hold a text.
private struct FoundTexts: FieldVisitor {
  var texts: [String] = []

  private mutating func note<V: FieldValue>(_ name: StaticString, _ value: V) {
    guard let text = value as? String, !["title", "zone", "format"].contains("\(name)") else { return }
    texts.append(text)
  }

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    note(name, value)
  }
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    if let value { note(name, value) }
  }
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    for value in value { note(name, value) }
  }
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {}
}
