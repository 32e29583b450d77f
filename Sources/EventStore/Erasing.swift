package import EventSourcing
import Postgres
package import Talks

extension PostgresLog {
  /// The event with the given position, id or end of an id; nil where there is none.
  package func event(_ reference: EventReference) throws -> RecordedEvent<Event>? {
    switch reference {
    case .position(let position): try events(at: [position]).first
    case .ending(let ending): try events(ending: ending).first
    case .id(let id) where extract != nil: extract?.events.first { $0.id == id }
    case .id(let id):
      try events(
        at: connection.query("SELECT position FROM \(relation) WHERE id = \(UUIDBytes(id))").map {
          try $0.get(0)
        }
      ).first
    }
  }

  /// The events whose ids end in some hexadecimal digits, in the order of the log; at most a few.
  private func events(ending digits: String) throws -> [RecordedEvent<Event>] {
    let digits = digits.lowercased()
    if let extract { return extract.events.filter { $0.id.ending(digits.count).hasSuffix(digits) } }
    return try events(
      at: connection.query(
        """
        SELECT position FROM \(relation) WHERE right(replace(id::text, '-', ''), \(Int32(digits.utf8.count))) = \(digits)
        ORDER BY position LIMIT 9
        """
      ).map { try $0.get(0) })
  }

  /// Erases the body of an event for good, records the erasure, and returns the position of that record.
  ///
  /// The next reader updates the read models; earlier versions of them show the body until they are dropped.
  ///
  /// - Parameter record: an `EventErased` that names the event.
  /// - Throws: a `PostgresError` with the code `PY005` where it cannot be erased.
  package func erase(_ event: RecordedEvent<Event>, record: NewEvent<Event>) throws -> Int64 {
    // VACUUM cannot be part of a transaction, in which alone a pooler keeps the role.
    try connection.requireSession()
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
  /// The last digits of an id.
  case ending(String)

  /// Reads a position, an id or the end of one; nil for anything else.
  package init?(_ text: String) {
    if let position = Int64(text), position > 0 {
      self = .position(position)
    } else if let id = EventID(text) {
      self = .id(id)
    } else if EventID.isShortName(text) {
      self = .ending(text)
    } else {
      return nil
    }
  }
}

extension PostgresLog {
  /// The event with a position, an id, or a short name.
  ///
  /// - Throws: `NoSuchEvent`, or an error of the database.
  package func event(named text: String) throws -> RecordedEvent<Event> {
    guard let reference = EventReference(text) else { throw NoSuchEvent.malformed(text) }
    if case .ending(let ending) = reference {
      let found = try events(ending: ending)
      if found.count > 1 { throw NoSuchEvent.ambiguous(text, found.map(\.id)) }
    }
    guard let event = try event(reference) else { throw NoSuchEvent.unrecorded(text) }
    return event
  }
}

/// An event was asked for that there is not.
package enum NoSuchEvent: Error, CustomStringConvertible {
  /// It is neither a position nor an id, nor the end of one.
  case malformed(String)
  /// The ids of several events end so.
  case ambiguous(String, [EventID])
  case unrecorded(String)

  package var description: String {
    switch self {
    case .malformed(let text):
      "“\(text)” is no event; give its position in the log, its id or the last \(EventID.shortestName) or more digits of that."
    case .ambiguous(let text, let ids):
      "Several events end in \(text): \(ids.map(\.description).joined(separator: ", ")); give more of the id."
    case .unrecorded(let text): "There is no event \(text), or it is erased already."
    }
  }
}
