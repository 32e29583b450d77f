package import EventSourcing

/// The moves of events between processes and the renamings of processes, whether they are in force or not.
///
/// A moved event stays in the stream in which it was recorded, and so does what is said about it; the record of the process
/// that it was moved to holds both. That of a renamed process holds all of the stream that it had. Which of these count
/// there is for `Corrections` to say.
package struct Moves: Sendable {
  /// The types of the events that it is made of.
  package static var types: [String] {
    Catalogue.all.filter { $0.init().formerProcess != nil || $0 == EventMoved.self }.map { $0.name }
  }

  /// The types of what says how other events are to be read, and where they belong.
  package static var typesWithRemarks: [String] {
    Set(Catalogue.all.filter { $0.isEditorial }.map { $0.name } + types).sorted()
  }

  /// For each process, the moved events by the stream in which they were recorded.
  private var arrivals: [String: [String: Set<EventID>]] = [:]
  /// For each process, the names that it had.
  private var formerNames: [String: Set<String>] = [:]

  /// The streams that there are; a move may name one of which nothing is recorded.
  private let existing: Set<String>

  /// - Parameter existing: the names of all streams.
  /// - Parameter streams: at least the events that move others or rename processes, by stream.
  package init(_ streams: [[RecordedEvent<Event>]], among existing: [String]) {
    self.existing = Set(existing)
    for event in streams.joined() {
      if case .moves(let id, let to, _, _)? = event.body.correction {
        arrivals[to.text, default: [:]][event.stream, default: []].insert(id)
      }
      if let name = event.body.detail.formerProcess?.text, name != event.stream {
        formerNames[event.stream, default: []].insert(name)
      }
    }
  }

  /// Every process that a move or a renaming is from or to.
  package var processes: Set<String> {
    Set(arrivals.keys).union(arrivals.values.flatMap(\.keys)).union(formerNames.keys)
      .union(formerNames.values.joined()).intersection(existing)
  }

  /// Whether there is a renaming of a process, in force or not.
  package func mayBeRenamed(_ process: String) -> Bool {
    formerNames.values.contains { $0.contains(process) }
  }

  /// The names that renamings, in force or not, lead from to a process in any number of steps.
  package func possibleFormerNames(of process: String) -> Set<String> {
    var (found, left) = (Set<String>(), [process])
    while let name = left.popLast() {
      for former in formerNames[name, default: []] where former != process && found.insert(former).inserted {
        left.append(former)
      }
    }
    return found
  }

  /// The processes whose records hold something of some streams, besides these themselves.
  package func destinations(of streams: some Sequence<String>) -> Set<String> {
    var found = Set(streams)
    while true {
      var next = found
      for (process, homes) in arrivals where !found.isDisjoint(with: homes.keys) { next.insert(process) }
      // A renaming changes the record of either name.
      for (process, names) in formerNames {
        if !found.isDisjoint(with: names) { next.insert(process) }
        if found.contains(process) { next.formUnion(names) }
      }
      if next == found { return found.intersection(existing) }
      found = next
    }
  }

  /// The events recorded elsewhere that may belong to a process, by a move or a renaming, and what is said about them there;
  /// and what says that the process goes by another name.
  ///
  /// - Parameter events: the events of a stream, by version.
  package func visitors<E: Error>(
    of process: String, _ events: (String) throws(E) -> [RecordedEvent<Event>]
  ) throws(E) -> [RecordedEvent<Event>] {
    var found: [RecordedEvent<Event>] = []
    var seen: Set<String> = []
    var names = [process]
    while let name = names.popLast() {
      if !seen.insert(name).inserted { continue }
      if name != process { found += try events(name) }
      for (home, moved) in arrivals[name, default: [:]].sorted(by: { $0.key < $1.key }) where home != process
      {
        found += Self.life(of: moved, in: try events(home))
      }
      for new in formerNames.filter({ $0.value.contains(name) }).keys.sorted() where new != process {
        let there = try events(new)
        let renamings = there.filter { $0.body.detail.formerProcess?.text == name }
        found += Self.life(of: Set(renamings.map(\.id)), in: there)
      }
      names += formerNames[name, default: []].sorted()
    }
    var ids: Set<EventID> = []
    return found.filter { ids.insert($0.id).inserted }
  }

  /// Some events of a stream, and what is said about them in it.
  private static func life(
    of wanted: Set<EventID>, in stream: [RecordedEvent<Event>]
  ) -> [RecordedEvent<Event>] {
    var wanted = wanted
    // What is said of an event comes after it.
    return stream.filter { event in
      let isAbout = event.body.correction?.targets.contains(where: wanted.contains) ?? false
      if isAbout { wanted.insert(event.id) }
      return isAbout || wanted.contains(event.id)
    }
  }
}

extension EventLog<Event> {
  package func moves() throws -> Moves {
    let found = try events(ofTypes: Moves.types, with: [])
    return Moves(found, among: found.isEmpty ? [] : try streams(after: 0))
  }

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

  /// The record of a process of which the stream, or its beginning, was read before.
  ///
  /// - Parameter known: the first events of the stream, by version, as they were read.
  package func record(
    of process: String, _ moves: Moves, knowing known: [RecordedEvent<Event>]
  ) throws -> [RecordedEvent<Event>] {
    guard let last = known.last, last.stream == process else { return try record(of: process, moves) }
    let new = try events(of: process, after: last.version)
    // One that was erased in the meantime is not to come back.
    if new.contains(where: { $0.body.type.isEditorial }) { return try record(of: process, moves) }
    return try known + new + moves.visitors(of: process, events(of:))
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
      login: login, body: body)
  }
}
