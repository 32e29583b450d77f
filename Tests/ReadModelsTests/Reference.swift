import EventSourcing
import Talks

/// What the events of a process come to, worked out slowly and straight from what the words mean.
///
/// Whether an event counts is asked of every event after it; the program's own way goes once from the last to the
/// first.
final class Reference {
  private let recorded: [Entry]
  private let accordingTo: String?
  private var texts: [Int64: Event] = [:]
  private var verdicts: [Int64: Bool] = [:]

  init(recorded: [Entry], accordingTo: String?) {
    self.recorded = recorded
    self.accordingTo = accordingTo
  }

  private func later(than entry: Entry) -> [Entry] {
    recorded.filter { $0.position > entry.position }.sorted { $0.position < $1.position }
  }

  /// Those later events that say something of an event and count themselves, as they read.
  private func remarks<D: Editorial>(_ entry: Entry, _ type: D.Type, _ target: (D) -> EventID) -> [(Entry, D)]
  {
    later(than: entry).compactMap { later in
      guard let detail = reads(later).detail as? D, target(detail) == entry.id, counts(later) else {
        return nil
      }
      return (later, detail)
    }
  }

  private func isRetracted(_ entry: Entry) -> Bool {
    !remarks(entry, EventRetracted.self, \.retracted).isEmpty
  }

  private func merge(of entry: Entry) -> EventsMerged? {
    // What is merged into itself stays.
    isRetracted(entry)
      ? nil : remarks(entry, EventsMerged.self, \.merged).last { $0.1.into != entry.id }?.1
  }

  private func counts(_ entry: Entry) -> Bool {
    if let verdict = verdicts[entry.position] { return verdict }
    let verdict = !isRetracted(entry) && merge(of: entry) == nil
    verdicts[entry.position] = verdict
    return verdict
  }

  private func reads(_ entry: Entry) -> Event {
    if let text = texts[entry.position] { return text }
    var event = entry.event
    for (amendment, detail) in remarks(entry, EventAmended.self, \.amended) {
      event = (try? event.changed(by: detail.set)) ?? event
      for source in reads(amendment).sources where !event.sources.contains(source) {
        event.sources.append(source)
      }
    }
    texts[entry.position] = event
    return event
  }

  /// As the preferred account tells it; nil where that denies it.
  private func told(_ entry: Entry, _ event: Event, _ merged: [Entry]) -> Event? {
    let accounts = ([entry] + merged).flatMap { remarks($0, EventDisputed.self, \.disputed) }
      .sorted { $0.0.position < $1.0.position }
    let asked = accounts.last { account, detail in
      let names = detail.party.map { ["\($0)"] } ?? reads(account).sources.flatMap(\.names)
      return accordingTo.map(names.contains) ?? false
    }
    let choice = remarks(entry, DisputeResolved.self, \.resolved).last?.1.preferred
    guard let account = asked ?? accounts.last(where: { $0.0.id == choice }) else { return event }
    if account.1.denied == true { return nil }
    var told = (try? event.changed(by: account.1.account)) ?? event
    var sources = reads(account.0).sources
    for source in told.sources where !sources.contains(source) { sources.append(source) }
    told.sources = sources
    return told
  }

  /// The history without corrections that comes to the same.
  func plain() throws -> [Entry] {
    var events: [(entry: Entry, event: Event, merged: [Entry])] = recorded.filter {
      !$0.event.type.isEditorial && (counts($0) || merge(of: $0) != nil)
    }.map { ($0, reads($0), []) }
    var names: [(String, String)] = []
    let merges = recorded.sorted { $0.position < $1.position }.filter { counts($0) }
    for merger in merges {
      guard let detail = reads(merger).detail as? EventsMerged,
        let gone = recorded.first(where: { $0.id == detail.merged }), gone.position < merger.position,
        !gone.event.type.isEditorial, merge(of: gone) == detail,
        let kept = events.firstIndex(where: { $0.entry.id == detail.into })
      else { continue }
      guard let other = events.first(where: { $0.entry.id == gone.id }) else { continue }
      if case .new(let old?) = other.event.subject, let new = events[kept].event.subject?.slug, old != new {
        names.append((old.text, new.text))
      }
      guard events[kept].event.type == other.event.type else { continue }
      events[kept].event = filled(events[kept].event, other.event)
      events[kept].merged += [gone] + other.merged
    }
    return try events.filter { counts($0.entry) }.compactMap { entry, merged, others in
      guard let event = told(entry, merged, others) else { return nil }
      var body = String(decoding: EventCodec.encode(event), as: UTF8.self)
      // As often as there are names, for one may have been merged into another that was merged as well.
      let current = Dictionary(names) { _, last in last }
      for _ in names {
        for name in current.keys.sorted() {
          body = body.replacing("\"\(name)\"", with: "\"\u{1}\(name)\"")
        }
        for (name, new) in current { body = body.replacing("\"\u{1}\(name)\"", with: "\"\(new)\"") }
      }
      var codec = EventCodec()
      return Entry(
        position: entry.position, id: entry.id,
        event: try codec.decode(type: event.type.name, body: Array(body.utf8)), zones: UTCOnly())
    }
  }

  private func filled(_ event: Event, _ other: Event) -> Event {
    var filled = event
    let fields = Event.commonFields + event.type.fields
    for (field, values) in other.typedFields {
      guard let description = fields.first(where: { $0.name == field }), field != "as", field != "sources",
        !ThingKind.allCases.contains(where: { "\($0.fieldName)" == field })
      else { continue }
      let own = event.typedFields.first { $0.field == field }?.values ?? []
      let all: [String]
      if own.isEmpty {
        all = values
      } else if description.need == .list {
        all = own + values.filter { !own.contains($0) }
      } else {
        continue
      }
      filled = (try? filled.changed(by: all.map { Change(field: field, value: $0) })) ?? filled
    }
    for source in other.sources where !filled.sources.contains(source) { filled.sources.append(source) }
    return filled
  }
}
