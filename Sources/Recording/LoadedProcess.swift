package import EventSourcing
package import Talks

/// A process as loaded from the log, with the events to be added to it.
package final class LoadedProcess {
  /// The events loaded from the log, by version.
  package let recorded: [RecordedEvent<Event>]
  /// The events of other streams that were moved to it, with what is said about them.
  package let visitors: [RecordedEvent<Event>]
  /// The names in the loaded events and in those to be added.
  package private(set) var names = Names()
  /// The version expected by the log's next append to it.
  private(set) var version: Int64
  /// The index of each recorded event by its id.
  private let places: [EventID: Int]
  private var added: Set<EventID> = []
  private var remarks = Remarks()

  init(_ recorded: [RecordedEvent<Event>], visitors: [RecordedEvent<Event>] = [], in process: Slug) {
    (self.recorded, self.visitors) = (recorded, visitors)
    version = recorded.last?.version ?? 0
    places = Dictionary(recorded.indices.map { (recorded[$0].id, $0) }) { first, _ in first }
    for event in record { remarks.note(event.id, event.body) }
    for event in recorded { names.note(event.body) }
    if visitors.isEmpty { return }
    // As they read here, where they may have other names.
    let read = Corrections(of: record.map { Entry($0, zones: UTCOnly()) }, in: process.text)
    let foreign = Set(visitors.map(\.id))
    for entry in read.entries where foreign.contains(entry.id) { names.note(entry.event) }
  }

  /// Its events and those moved to it.
  package var record: [RecordedEvent<Event>] { recorded + visitors }

  /// The names that several of the loaded events give.
  private(set) lazy var namesakes = Corrections(
    of: recorded.map { Entry(position: $0.position, id: $0.id, event: $0.body, zones: UTCOnly()) }
  ).namesakes

  /// The event that the log has under an id.
  package func event(_ id: EventID) -> Event? { places[id].map { recorded[$0].body } }

  /// Adds an event to be appended.
  func add(_ event: NewEvent<Event>) {
    guard places[event.id] == nil else { return }
    names.note(event.body)
    remarks.note(event.id, event.body)
    added.insert(event.id)
  }

  /// Advances the expected version past events handed to the log, which skips those that it already has.
  func advance(by events: [NewEvent<Event>]) {
    version += Int64(events.count { places[$0.id] == nil })
  }

  /// A correction that says what is to be seen here of its events; other events as they are.
  func seeing(_ draft: Event) -> Event {
    guard var remark = draft.detail as? any Editorial, remark.saw.isEmpty else { return draft }
    remark.saw = remarks.seen(of: remark.targets)
    var event = draft
    event.detail = remark
    return event
  }

  /// The recorded events to which a draft refers.
  func targets(of draft: Event) -> [EventID: Target] {
    let named = (draft.detail as? any Editorial)?.targets ?? draft.mentions.events
    var found: [EventID: Target] = [:]
    for id in named where places[id] != nil || added.contains(id) { found[id] = Target(event(id)) }
    for visitor in visitors where named.contains(visitor.id) { found[visitor.id] = Target(visitor.body) }
    return found
  }
}
