package import EventSourcing
import Postgres
package import Talks

extension PostgresLog {
  /// An event as a person points at it: by its position or its id; nil where there is none.
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

  /// Takes the body of an event out of the log for good, records that, and gives the position of the record.
  ///
  /// The tables are brought up to the log by whoever asks next; earlier ones still show it until they are dropped.
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
    // What the row held is still in its page until this.
    try connection.script("VACUUM log.event")
    return position
  }
}

/// How a person points at an event.
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
