package import EventSourcing
import Postgres
package import Talks

extension PostgresLog {
  /// The event with the given position or id; nil where there is none.
  package func event(_ reference: EventReference) throws -> RecordedEvent<Event>? {
    switch reference {
    case .position(let position): try events(at: [position]).first
    case .id(let id) where extract != nil: extract?.events.first { $0.id == id }
    case .id(let id):
      try events(
        at: connection.query("SELECT position FROM log.event WHERE id = \(UUIDBytes(id))").map {
          try $0.get(0)
        }
      ).first
    }
  }

  /// Erases the body of an event for good, records the erasure, and returns the position of that record.
  ///
  /// The next reader updates the read models; earlier versions of them show the body until they are dropped.
  ///
  /// - Parameter record: an `EventErased` that names the event.
  /// - Throws: a `PostgresError` with the code `PY005` where it cannot be erased.
  package func erase(_ event: RecordedEvent<Event>, record: NewEvent<Event>) throws -> Int64 {
    let position: Int64 = try connection.query(
      """
      SELECT log.erase(\(UUIDBytes(event.id)), (\(event.stream), \(UUIDBytes(record.id)),
        \(record.body.type.name), \(String(decoding: EventCodec.encode(record.body), as: UTF8.self)), NULL,
        \(record.by))::log.new_event)
      """)[0].get(0)
    // The page keeps the old row's contents until then.
    try connection.script("VACUUM log.event")
    return position
  }
}

/// A reference to an event on the command line.
package enum EventReference: Sendable {
  case position(Int64)
  case id(EventID)

  /// Reads a position or an id; nil for anything else.
  package init?(_ text: String) {
    if let position = Int64(text), position > 0 {
      self = .position(position)
    } else if let id = EventID(text) {
      self = .id(id)
    } else {
      return nil
    }
  }
}

extension PostgresLog {
  /// The event with a position or an id.
  ///
  /// - Throws: `NoSuchEvent`, or an error of the database.
  package func event(named text: String) throws -> RecordedEvent<Event> {
    guard let reference = EventReference(text) else { throw NoSuchEvent.malformed(text) }
    guard let event = try event(reference) else { throw NoSuchEvent.unrecorded(text) }
    return event
  }
}

/// An event was asked for that there is not.
package enum NoSuchEvent: Error, CustomStringConvertible {
  /// It is neither a position nor an id.
  case malformed(String)
  case unrecorded(String)

  package var description: String {
    switch self {
    case .malformed(let text): "“\(text)” is no event; give its position in the log, or its id."
    case .unrecorded(let text): "There is no event \(text), or it is erased already."
    }
  }
}
