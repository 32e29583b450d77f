package import EventSourcing
package import Talks

/// A log in which somebody else appends in between: just before an append of whoever uses it reaches the log beneath.
package final class ContestedLog: EventLog {
  private let beneath: any EventLog<Event>
  private var rivals: [() throws -> Void]
  /// How many appends were tried.
  package private(set) var attempts = 0
  /// How often a stream was read.
  package private(set) var streamsRead = 0

  /// - Parameter rivals: what happens before the first append, the second, and so on.
  package init(_ beneath: any EventLog<Event>, rivals: [() throws -> Void] = []) {
    self.beneath = beneath
    self.rivals = rivals
  }

  package func append(_ appends: [Append<Event>]) throws -> [Receipt] {
    attempts += 1
    if !rivals.isEmpty { try rivals.removeFirst()() }
    return try beneath.append(appends)
  }

  package func importKey() throws -> [UInt8] { try beneath.importKey() }
  package func head() throws -> Int64 { try beneath.head() }
  package func events(of stream: String) throws -> [RecordedEvent<Event>] {
    streamsRead += 1
    return try beneath.events(of: stream)
  }
  package func bodies(ofTypes types: [String]) throws -> [Event] { try beneath.bodies(ofTypes: types) }
  package func streams(after position: Int64) throws -> [String] { try beneath.streams(after: position) }
  package func sizes() throws -> [(stream: String, events: Int64)] { try beneath.sizes() }
  package func forEachByStream(
    _ streams: ClosedRange<String>, through position: Int64,
    _ body: (String, Int64, EventID, Event) throws -> Void
  ) throws {
    try beneath.forEachByStream(streams, through: position, body)
  }
}
