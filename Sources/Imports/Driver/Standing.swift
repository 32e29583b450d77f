import EventSourcing
import Talks

/// A process as the log has it, with what the file adds.
final class Standing {
  /// How many events the log has of it.
  var version: Int64
  var names = TalksDecider.initial
  let recorded: [EventID: Event]
  /// Names that the file proposed, with those that the things have in the log.
  var aliases: [Slug: Slug] = [:]

  init(_ events: [RecordedEvent<Event>]) {
    version = events.last?.version ?? 0
    recorded = Dictionary(events.map { ($0.id, $0.body) }) { first, _ in first }
    for event in events { TalksDecider.evolve(&names, with: event.body) }
  }
}
