package import EventSourcing
package import Talks

/// A process as the log had it when it was loaded, and what is to be added to it.
package final class LoadedProcess {
  /// What the log had, by version.
  package let recorded: [RecordedEvent<Event>]
  /// What has been named by all of that and by what is to be added.
  package private(set) var names = Names()
  /// The version that the log's next append to it is to find.
  private(set) var version: Int64
  /// Where each recorded event stands.
  private let places: [EventID: Int]
  private var added: Set<EventID> = []

  init(_ recorded: [RecordedEvent<Event>]) {
    self.recorded = recorded
    version = recorded.last?.version ?? 0
    places = Dictionary(recorded.indices.map { (recorded[$0].id, $0) }) { first, _ in first }
    for event in recorded { names.note(event.body) }
  }

  /// The event that the log has under an id.
  package func event(_ id: EventID) -> Event? { places[id].map { recorded[$0].body } }

  /// Takes in an event that is to be added.
  func add(_ event: NewEvent<Event>) {
    guard places[event.id] == nil else { return }
    names.note(event.body)
    added.insert(event.id)
  }

  /// Takes in that events were handed to the log, which does not add those that it has.
  func advance(by events: [NewEvent<Event>]) {
    version += Int64(events.count { places[$0.id] == nil })
  }

  /// Those events that a draft speaks of, as they were recorded.
  func targets(of draft: Event) -> [EventID: Target] {
    guard let remark = draft.detail as? any Editorial else { return [:] }
    var found: [EventID: Target] = [:]
    for id in remark.targets where places[id] != nil || added.contains(id) { found[id] = Target(event(id)) }
    return found
  }
}
