import EventSourcing
import Talks

/// A process as the log has it, with what the file adds.
final class Standing {
  /// How many events the log has of it.
  var version: Int64
  var names = TalksDecider.initial
  let recorded: [EventID: Event]
  /// The events that the file adds.
  var added: Set<EventID> = []
  /// Names that the file proposed, with those that the things have in the log.
  var aliases: [Slug: Slug] = [:]

  init(_ events: [RecordedEvent<Event>]) {
    version = events.last?.version ?? 0
    recorded = Dictionary(events.map { ($0.id, $0.body) }) { first, _ in first }
    for event in events { TalksDecider.evolve(&names, with: event.body) }
  }

  /// Those events that another speaks of, as far as they are at hand.
  func targets(of event: Event) -> [EventID: Target] {
    var found: [EventID: Target] = [:]
    for id in event.correction?.targets ?? [] where recorded[id] != nil || added.contains(id) {
      found[id] = Target(recorded[id])
    }
    return found
  }
}
