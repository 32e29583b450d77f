package import EventSourcing

/// The part of a record releasable under a marking, as if the rest had never been recorded.
///
/// Sources with a higher marking are removed, and so is every reference to things, parties and events that
/// only withheld events name: from lists and optional fields; an event that needs the reference is withheld
/// as well. Positions and versions are renumbered.
package struct Extract: Sendable {
  /// A released event, in the form in which it is released.
  package struct ReleasedEvent: Sendable {
    package let event: RecordedEvent<Event>
    /// Its position in the full log.
    package let position: Int64
    /// Whether nothing was removed from it.
    package let isWhole: Bool
  }

  /// In the order of the log.
  package private(set) var told: [ReleasedEvent] = []
  /// The events withheld because this program cannot read them, with their positions in the full log.
  package let unreadable: [RecordedEvent<Event>]
  /// The indices in `told` of the events of each process.
  private var places: [String: [Int]] = [:]

  /// - Parameter events: the events without a higher marking of their own, in the order of the log.
  package init(_ events: [RecordedEvent<Event>], upTo ceiling: Marking) {
    unreadable = events.filter { !$0.body.isReadable }
    var kept = events
    var scrubbed: [(source: RecordedEvent<Event>, body: Event)]
    // Withholding an event may leave others without a referent, so repeat until nothing changes.
    repeat {
      let known = Known(kept)
      scrubbed = kept.compactMap { event in
        Scrubber.scrub(event, known, upTo: ceiling).map { (event, $0) }
      }
      if scrubbed.count == kept.count { break }
      kept = scrubbed.map(\.source)
    } while true
    for (event, body) in scrubbed {
      let version = Int64(places[event.stream, default: []].count) + 1
      places[event.stream, default: []].append(told.count)
      told.append(
        ReleasedEvent(
          event: RecordedEvent(
            position: Int64(told.count) + 1, stream: event.stream, version: version, id: event.id,
            known: event.known, recorded: event.recorded, by: event.by, login: event.login, body: body),
          position: event.position, isWhole: body == event.body))
    }
  }

  /// In the order of the log.
  package var events: [RecordedEvent<Event>] { told.map(\.event) }

  package func events(of stream: String) -> [RecordedEvent<Event>] {
    places[stream, default: []].map { told[$0].event }
  }

  /// The events at some positions, in the order of the list.
  package func events(at positions: [Int64]) -> [RecordedEvent<Event>] {
    positions.compactMap { told.indices.contains(Int($0) - 1) ? told[Int($0) - 1].event : nil }
  }

  /// The other processes in which an event may refer to a thing of a process, by name.
  package func streams(referringTo process: String) -> [String] {
    places.keys.filter { stream in
      stream != process
        && places[stream, default: []].contains { index in
          String(decoding: EventCodec.encode(told[index].event.body), as: UTF8.self).contains("\(process)/")
        }
    }.sorted()
  }

  /// Every process with the number of its events, by name.
  package var sizes: [(stream: String, events: Int64)] {
    places.map { ($0.key, Int64($0.value.count)) }.sorted { $0.stream < $1.stream }
  }
}

/// The names that a set of events introduces.
private struct Known {
  private var things: Set<Reference> = []
  /// Parties and sources.
  private var introduced: Set<Mention> = []
  private var types: [EventID: any EventType.Type] = [:]

  init(_ events: [RecordedEvent<Event>]) {
    for event in events {
      types[event.id] = event.body.type
      for (slug, _) in event.body.namings { things.insert(Reference(slug, in: Slug(event.stream))) }
      if let introduction = event.body.introduction { introduced.insert(introduction) }
    }
  }

  func has(_ mention: Mention, within process: Slug?) -> Bool {
    switch mention {
    case .party, .source: mention.isWellKnown || introduced.contains(mention)
    case .thing(let thing, _): things.contains(Reference(thing.slug, in: thing.process ?? process))
    case .naming: true
    case .event(let id): types[id] != nil
    }
  }

  /// Whether the targets of an event about the record and all references in its changes are known.
  func has(_ remark: any Editorial, within process: Slug?) -> Bool {
    // What a move says of its event is to be read where that belongs then.
    let place = remark.correction.destination ?? process
    return remark.targets.allSatisfy { target in
      types[target].map { type in remark.correction.changes.allSatisfy { has($0, of: type, within: place) }
      } ?? false
    }
  }

  private func has(_ change: Change, of type: any EventType.Type, within process: Slug?) -> Bool {
    let change = type.current(change)
    let words = change.value.split(separator: ",").map { trimmed(String($0)) }
    switch (Event.commonFields + type.fields).first(where: { $0.name == change.field })?.kind {
    case .party: return words.allSatisfy { PartyID($0).map { has(.party($0), within: process) } ?? false }
    case .reference:
      return words.allSatisfy { Reference($0).map { has(.thing($0, nil), within: process) } ?? false }
    case .source:
      return (try? Source(typed: change.value))?.mention.map { has($0, within: process) } ?? true
    case .clause:
      var isKnown = true
      (try? Clause(typed: change.value))?.forEachMention { isKnown = isKnown && has($0, within: process) }
      return isKnown
    case nil, .change, .event: return false
    default: return true
    }
  }
}

/// Removes from an event the sources and references above the ceiling.
private struct Scrubber: FieldVisitor {
  private let known: Known
  private let process: Slug?
  private let ceiling: Marking
  /// Whether the event cannot be released at all.
  private var isVoid = false

  /// The event without the withheld parts; nil where nothing releasable remains.
  static func scrub(_ recorded: RecordedEvent<Event>, _ known: Known, upTo ceiling: Marking) -> Event? {
    var event = recorded.body
    // The references of an unreadable event are unknown.
    if !event.isReadable { return nil }
    var scrubber = Scrubber(known: known, process: Slug(recorded.stream), ceiling: ceiling)
    if let remark = event.detail as? any Editorial, !known.has(remark, within: scrubber.process) {
      return nil
    }
    // A visitor that only takes out never throws.
    try? event.commonFields(&scrubber)
    let detail = event.detail
    event.detail = detail.visited(by: &scrubber)
    // An account without its author and a correction without its changes are meaningless.
    if event.sources.isEmpty {
      switch event.correction {
      case .disputes(_, nil, _, _, _)?, .amends(_, [])?: return nil
      case .disputes?, .amends?, .retracts?, .merges?, .moves?, .resolves?, .erases?, nil: break
      }
    }
    let isRemark = event.subject == nil && (event.title ?? event.summary) != nil
    if !event.detail.equals(detail), event.detail.saysNothing, !isRemark { return nil }
    return scrubber.isVoid ? nil : event
  }

  private init(known: Known, process: Slug?, ceiling: Marking) {
    self.known = known
    self.process = process
    self.ceiling = ceiling
  }

  private func admits(_ value: some FieldValue) -> Bool {
    if let source = value as? Source, let tlp = source.tlp, tlp > ceiling { return false }
    var isKnown = true
    value.forEachMention { isKnown = isKnown && known.has($0, within: process) }
    return isKnown
  }

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    if !admits(value) { isVoid = true }
  }

  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    if let there = value, !admits(there) { value = nil }
  }

  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    value.removeAll { !admits($0) }
  }

  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    if case .existing(let reference) = value, !known.has(.thing(reference, kind), within: process) {
      isVoid = true
    }
  }
}

extension EventType {
  /// Whether it has no content besides its subject.
  fileprivate var saysNothing: Bool {
    var count = FieldCount()
    _ = visited(by: &count)
    return count.isEmpty
  }
}

private struct FieldCount: FieldVisitor {
  private(set) var isEmpty = true

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    isEmpty = false
  }
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    if value != nil { isEmpty = false }
  }
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    if !value.isEmpty { isEmpty = false }
  }
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {}
}
