package import EventSourcing
import Postgres
package import Talks

/// A filter of the log's events; initially all of them.
package struct Selection: Sendable {
  /// Empty for all.
  package var streams: [String] = []
  /// Event types by name; empty for all.
  package var types: [String] = []
  /// Only those at later positions.
  package var after: Int64?
  /// Only those at earlier positions.
  package var before: Int64?
  /// From the end of the log to its beginning.
  package var isBackward = false
  /// The limit of events; nil for none.
  package var limit: Int64?
  /// The highest marking admitted; nil for no limit.
  package var ceiling: Marking?

  package init() {}

  /// Whether an event is of the selected streams and types, at any position.
  package func admits(_ event: RecordedEvent<Event>) -> Bool {
    (streams.isEmpty || streams.contains(event.stream))
      && (types.isEmpty || types.contains(event.body.type.name))
  }

  /// The wanted ones of some events in the order of the log.
  fileprivate func wanted(of events: [RecordedEvent<Event>]) -> [RecordedEvent<Event>] {
    let found = events.filter { event in
      admits(event) && after.map { event.position > $0 } ?? true && before.map { event.position < $0 } ?? true
    }
    return Array((isBackward ? found.reversed() : found).prefix(limit.map(Int.init) ?? .max))
  }

  /// The only stream selected, which is read by its own index; its positions rise with its versions.
  fileprivate var onlyStream: String? { streams.count == 1 ? streams.first : nil }

  fileprivate var condition: SQL {
    var conditions: [SQL] = ["body IS NOT NULL"]
    if let onlyStream {
      conditions.append("stream = \(onlyStream)")
    } else if !streams.isEmpty {
      conditions.append("stream = ANY (\(streams))")
    }
    if !types.isEmpty { conditions.append("type = ANY (\(types))") }
    if let after { conditions.append("position > \(after)") }
    if let before { conditions.append("position < \(before)") }
    if let ceiling {
      conditions.append(
        "coalesce(marking, (SELECT s.marking FROM log.setting s)) <= \(ceiling.rawValue)::log.tlp")
    }
    return conditions.joined(separator: " AND ")
  }
}

extension PostgresLog {
  /// Passes the selected events to the body in batches, in ascending or descending order of the log.
  ///
  /// Every event passed will last. A reader that continues after, or before, the last position passed gets
  /// each event exactly once.
  package func forEachBatch(
    of wanted: Selection = Selection(), _ body: ([RecordedEvent<Event>]) throws -> Void
  ) throws {
    if let extract { return try body(wanted.wanted(of: extract.events)) }
    let key: SQL = wanted.onlyStream == nil ? "position" : "version"
    var last: Int64 = wanted.isBackward ? .max : 0
    var left = wanted.limit ?? .max
    while left > 0 {
      let size = min(left, 1000)
      let next: SQL = wanted.isBackward ? "\(key) < \(last)" : "\(key) > \(last)"
      let direction: SQL = wanted.isBackward ? "DESC" : "ASC"
      // In one transaction: behind a pooler another server may serve the next one.
      let results = try connection.pipeline([
        """
        SELECT position, stream, version, id, known, recorded, by, login, type, body FROM \(relation)
        WHERE \(next) AND \(wanted.condition) ORDER BY \(key) \(direction) LIMIT \(size)
        """, "SELECT log.settle()",
      ])
      let batch = try events(in: results[0])
      guard let end = batch.last else { return }
      try body(batch)
      last = wanted.onlyStream == nil ? end.position : end.version
      left = batch.count < size ? 0 : left - size
    }
  }
}
