internal import Synchronization

/// A log that lives as long as the process: the model that the store in PostgreSQL is tested against.
package final class InMemoryLog<Body: EventBody & Equatable & Sendable>: EventLog, Sendable {
  private let events = Mutex<[RecordedEvent<Body>]>([])
  private let clock: @Sendable () -> Int64

  /// - Parameter clock: microseconds since 1970 UTC.
  package init(clock: @escaping @Sendable () -> Int64) { self.clock = clock }

  /// A log that keeps nothing from anybody has a key that all know.
  package func importKey() -> [UInt8] { [UInt8](repeating: 0, count: 32) }

  package func head() -> Int64 { events.withLock { Int64($0.count) } }

  package func append(_ appends: [Append<Body>]) throws(AppendRefusal) -> [Receipt] {
    let now = clock()
    let outcome: Result<[Receipt], AppendRefusal> = events.withLock { events in
      var next = events
      var receipts: [Receipt] = []
      for append in appends {
        let before = events.last { $0.stream == append.stream }?.version ?? 0
        var version = next.last { $0.stream == append.stream }?.version ?? 0
        var isChanged = false
        for event in append.events {
          if let first = events.first(where: { $0.id == event.id }) {
            guard first.stream == append.stream, first.body == event.body else {
              return .failure(.idReused(event.id))
            }
            receipts.append(Receipt(position: first.position, version: first.version, isNew: false))
            continue
          }
          if next.contains(where: { $0.id == event.id }) { return .failure(.idReused(event.id)) }
          let known = event.known ?? now
          guard known <= now else { return .failure(.knownInTheFuture(event.id)) }
          version += 1
          isChanged = true
          next.append(
            RecordedEvent(
              position: Int64(next.count) + 1, stream: append.stream, version: version, id: event.id,
              known: known, recorded: now, by: event.by, body: event.body))
          receipts.append(Receipt(position: Int64(next.count), version: version, isNew: true))
        }
        if isChanged, !append.expected.admits(before) {
          return .failure(.conflict(stream: append.stream, actual: before))
        }
      }
      events = next
      return .success(receipts)
    }
    return try outcome.get()
  }

  package func events(of stream: String) -> [RecordedEvent<Body>] {
    events.withLock { $0.filter { $0.stream == stream } }
  }

  package func events(ofTypes types: [String], with others: [String]) -> [[RecordedEvent<Body>]] {
    let streams = events.withLock { Dictionary(grouping: $0, by: \.stream) }
    return streams.sorted { $0.key < $1.key }.compactMap { $0.value.selected(ofTypes: types, with: others) }
  }

  package func streams(after position: Int64) -> [String] {
    events.withLock { Set($0.filter { $0.position > position }.map(\.stream)).sorted() }
  }

  package func sizes() -> [(stream: String, events: Int64)] {
    events.withLock { Dictionary(grouping: $0, by: \.stream) }
      .map { ($0.key, Int64($0.value.count)) }.sorted { $0.0 < $1.0 }
  }

  package func forEachByStream(
    _ streams: ClosedRange<String>, through position: Int64,
    _ body: (String, Int64, EventID, Body) throws -> Void
  ) rethrows {
    let all = events.withLock { $0.filter { streams.contains($0.stream) && $0.position <= position } }
    for event in all.sorted(by: { ($0.stream, $0.version) < ($1.stream, $1.version) }) {
      try body(event.stream, event.position, event.id, event.body)
    }
  }
}
