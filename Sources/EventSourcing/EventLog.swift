/// An event about to be appended.
package struct NewEvent<Body> {
  package let id: EventID
  package let body: Body
  /// When the desk learned it, in microseconds since 1970 UTC; nil for the moment of recording.
  package let known: Int64?
  /// The name of the recorder.
  package let by: String

  package init(id: EventID, body: Body, known: Int64?, by: String) {
    self.id = id
    self.body = body
    self.known = known
    self.by = by
  }
}

extension NewEvent: Sendable where Body: Sendable {}

/// An event as the log keeps it.
package struct RecordedEvent<Body> {
  /// Its place in the whole log: dense, from 1, in commit order.
  package let position: Int64
  package let stream: String
  /// Its place in its stream: dense, from 1.
  package let version: Int64
  package let id: EventID
  /// When the desk learned it, in microseconds since 1970 UTC; never later than `recorded`.
  package let known: Int64
  /// When the log took it in, by the log's own clock, in microseconds since 1970 UTC.
  package let recorded: Int64
  package let by: String
  /// The database role that appended it, which nobody can claim; empty in a log that is not in a database.
  package let login: String
  package let body: Body

  package init(
    position: Int64, stream: String, version: Int64, id: EventID, known: Int64, recorded: Int64, by: String,
    login: String = "", body: Body
  ) {
    self.position = position
    self.stream = stream
    self.version = version
    self.id = id
    self.known = known
    self.recorded = recorded
    self.by = by
    self.login = login
    self.body = body
  }
}

extension RecordedEvent: Sendable where Body: Sendable {}

extension RecordedEvent {
  /// The same record with another body, as it is to be read.
  package func with(_ body: Body) -> RecordedEvent {
    RecordedEvent(
      position: position, stream: stream, version: version, id: id, known: known, recorded: recorded, by: by,
      login: login, body: body)
  }
}

/// Events for one stream.
package struct Append<Body> {
  package let stream: String
  package let expected: ExpectedVersion
  package let events: [NewEvent<Body>]

  package init(_ events: [NewEvent<Body>], to stream: String, expecting expected: ExpectedVersion) {
    self.stream = stream
    self.expected = expected
    self.events = events
  }
}

extension Append: Sendable where Body: Sendable {}

/// An append that only has to be sent.
package struct PreparedAppend {
  /// Has the log begin with it, which may go on while the caller does; the returned closure waits for the end, and returns
  /// or throws the result of `EventLog.append`.
  package let start: () throws -> () throws -> [Receipt]

  package init(start: @escaping () throws -> () throws -> [Receipt]) { self.start = start }
}

/// The result of an append for one event.
package struct Receipt: Hashable, Sendable {
  package let position: Int64
  package let version: Int64
  /// False where the same event had been recorded before, at this position.
  package let isNew: Bool

  package init(position: Int64, version: Int64, isNew: Bool) {
    self.position = position
    self.version = version
    self.isNew = isNew
  }
}

/// The reason for refusing an append, of which nothing is recorded.
package enum AppendRefusal: Error, Hashable {
  /// The stream is at another version than the caller decided on: reload, decide again, retry.
  case conflict(stream: String, actual: Int64)
  /// The id is in the log already, with other content.
  case idReused(EventID)
  /// The event claims to have been known later than it is recorded.
  case knownInTheFuture(EventID)
  /// The log does not take the event, whatever is in it already, for a reason in one sentence.
  case unacceptable(EventID, String)
}

/// The content of an event; a log distinguishes kinds of events by the name of their type.
package protocol EventBody {
  var typeName: String { get }
}

/// An append-only log of events in streams, read by position.
package protocol EventLog<Body>: SendableMetatype {
  associatedtype Body: EventBody

  /// The key with which ids are derived from what imported lines say, 32 bytes; nobody without it can tell from an id
  /// what a line said.
  func importKey() throws -> [UInt8]
  /// The position of the last event; 0 in an empty log.
  func head() throws -> Int64
  /// Appends to one stream or several, all or nothing; an event already there with equal content keeps its
  /// first position.
  ///
  /// - Returns: a receipt an event, in the order of the appends and of the events in each.
  func append(_ appends: [Append<Body>]) throws -> [Receipt]
  /// Does of an append what can be done before the log takes part, such as the encoding of its events.
  func prepareAppend(_ appends: [Append<Body>]) throws -> PreparedAppend
  /// The events of one stream, by version.
  func events(of stream: String) throws -> [RecordedEvent<Body>]
  /// The events of one stream after a version, by version.
  func events(of stream: String, after version: Int64) throws -> [RecordedEvent<Body>]
  /// At least those events of one stream that are of some types, by version.
  func events(of stream: String, types: [String]) throws -> [RecordedEvent<Body>]
  /// The bodies of at least the events of some types, in any stream and any order.
  func bodies(ofTypes types: [String]) throws -> [Body]
  /// The events of some types in all streams, and those of other types in the streams that have one: by stream in
  /// order of name, each by version.
  ///
  /// - Parameter others: types that are meaningless without the events to which they refer.
  func events(ofTypes types: [String], with others: [String]) throws -> [[RecordedEvent<Body>]]
  /// At least the other streams with an event that refers to a thing in a stream, by name.
  func streams(referringTo stream: String) throws -> [String]
  /// The streams with an event after a position, by name.
  func streams(after position: Int64) throws -> [String]
  /// Whether there is an event in a stream; costs the same however many streams there are.
  func holds(_ stream: String) throws -> Bool
  /// Every stream with the number of its events, by name.
  func sizes() throws -> [(stream: String, events: Int64)]
  /// The events of some streams, from one to another by name, up to a position: stream by stream, each by version.
  func forEachByStream(
    _ streams: ClosedRange<String>, through position: Int64,
    _ body: (_ stream: String, _ position: Int64, _ id: EventID, Body) throws -> Void) throws
}

extension EventLog {
  package func events(of stream: String, after version: Int64) throws -> [RecordedEvent<Body>] {
    try events(of: stream).filter { $0.version > version }
  }

  package func events(of stream: String, types: [String]) throws -> [RecordedEvent<Body>] {
    try events(of: stream)
  }

  package func bodies(ofTypes types: [String]) throws -> [Body] {
    var bodies: [Body] = []
    _ = try forEachByStream { bodies.append($3) }
    return bodies
  }

  package func events(ofTypes types: [String], with others: [String]) throws -> [[RecordedEvent<Body>]] {
    try sizes().compactMap { stream, _ in
      try events(of: stream, types: types + others).selected(ofTypes: types, with: others)
    }
  }

  package func holds(_ stream: String) throws -> Bool { try !events(of: stream).isEmpty }

  package func streams(referringTo stream: String) throws -> [String] {
    try sizes().map(\.stream).filter { $0 != stream }
  }

  package func prepareAppend(_ appends: [Append<Body>]) throws -> PreparedAppend {
    PreparedAppend {
      let receipts = try append(appends)
      return { receipts }
    }
  }

  /// Prepares an append and starts it.
  package func startAppend(_ appends: [Append<Body>]) throws -> () throws -> [Receipt] {
    try prepareAppend(appends).start()
  }

  /// Every event, stream by stream in order of name, each by version, up to the head; gives the head.
  package func forEachByStream(_ body: (String, Int64, EventID, Body) throws -> Void) throws -> Int64 {
    let head = try head()
    let names = try sizes().map(\.stream)
    guard let first = names.first, let last = names.last else { return head }
    try forEachByStream(first...last, through: head, body)
    return head
  }

  /// Appends to one stream.
  package func append(
    _ events: [NewEvent<Body>], to stream: String, expecting: ExpectedVersion
  ) throws -> [Receipt] {
    try append([Append(events, to: stream, expecting: expecting)])
  }
}

extension Array {
  /// The events of one stream that are of some types or of the other types; nil without any of the former.
  package func selected<Body: EventBody>(
    ofTypes types: [String], with others: [String]
  ) -> [RecordedEvent<Body>]? where Element == RecordedEvent<Body> {
    guard contains(where: { types.contains($0.body.typeName) }) else { return nil }
    return filter { types.contains($0.body.typeName) || others.contains($0.body.typeName) }
  }
}
