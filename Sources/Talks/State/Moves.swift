package import EventSourcing

/// The moves of events between processes, whether they are in force or not.
///
/// A moved event stays in the stream in which it was recorded, and so does what is said about it; the record of the process
/// that it was moved to holds both. Which of these count there is for `Corrections` to say.
package struct Moves: Sendable {
  /// For each process, the moved events by the stream in which they were recorded.
  private var arrivals: [String: [String: Set<EventID>]] = [:]

  /// - Parameter streams: at least the events that move others, by stream.
  package init(_ streams: [[RecordedEvent<Event>]]) {
    for event in streams.joined() {
      guard case .moves(let id, let to, _, _)? = event.body.correction else { continue }
      arrivals[to.text, default: [:]][event.stream, default: []].insert(id)
    }
  }

  /// Every process that a move is from or to.
  package var processes: Set<String> { Set(arrivals.keys).union(arrivals.values.flatMap(\.keys)) }

  /// The processes to which events of some streams were moved.
  package func destinations(of streams: some Sequence<String>) -> Set<String> {
    let streams = Set(streams)
    return Set(arrivals.filter { !streams.isDisjoint(with: $0.value.keys) }.keys)
  }

  /// The events recorded elsewhere that were moved to a process, and what is said about them there.
  ///
  /// - Parameter events: the events of a stream, by version.
  package func visitors<E: Error>(
    of process: String, _ events: (String) throws(E) -> [RecordedEvent<Event>]
  ) throws(E) -> [RecordedEvent<Event>] {
    var found: [RecordedEvent<Event>] = []
    for (home, moved) in arrivals[process, default: [:]].sorted(by: { $0.key < $1.key }) where home != process
    {
      var wanted = moved
      // What is said of an event comes after it.
      for event in try events(home) {
        let isAbout = event.body.correction?.targets.contains(where: wanted.contains) ?? false
        if isAbout { wanted.insert(event.id) }
        if isAbout || wanted.contains(event.id) { found.append(event) }
      }
    }
    return found
  }
}

extension EventLog<Event> {
  package func moves() throws -> Moves { Moves(try events(ofTypes: [EventMoved.name], with: [])) }

  /// The record of a process: the events of its stream, and those moved to it with what is said about them.
  ///
  /// - Parameter types: those that matter; nil for all.
  package func record(
    of process: String, types: [String]? = nil, _ moves: Moves
  ) throws -> [RecordedEvent<Event>] {
    func events(_ stream: String) throws -> [RecordedEvent<Event>] {
      try types.map { try self.events(of: stream, types: $0) } ?? self.events(of: stream)
    }
    return try events(process) + moves.visitors(of: process, events)
  }

  package func record(of process: String) throws -> [RecordedEvent<Event>] {
    try record(of: process, moves())
  }
}

extension Event {
  /// The event as one of another process.
  ///
  /// - Parameter called: the name of its subject there; nil where it keeps its name.
  package func moved(to process: Slug, called: Slug?, set: [Change]) throws(Malformed) -> Event {
    var event = set.isEmpty ? self : try changed(by: set)
    event.detail = event.detail.within(process)
    if let called { event.detail = event.detail.calling(called) }
    return event
  }
}

extension RecordedEvent {
  /// The same record as one of another stream, to which its event was moved.
  package func placed(in stream: String) -> RecordedEvent {
    RecordedEvent(
      position: position, stream: stream, version: version, id: id, known: known, recorded: recorded, by: by,
      body: body)
  }
}
