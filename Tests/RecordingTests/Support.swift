import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport

/// Where events are recorded: every test of what recording comes to is run on both.
enum Store: CaseIterable {
  case memory, postgres

  /// A log that is empty.
  func log() throws -> any EventLog<Event> {
    switch self {
    case .memory: InMemoryLog<Event> { 1_700_000_000_000_000 }
    case .postgres: PostgresLog(try Connection(TestCluster.shared().freshLog()))
    }
  }
}

/// An event as a journal writes it, without its process.
func event(_ members: String) throws -> Event {
  var tape = JSONTape()
  try tape.parse(Array(#"{"process":"p",\#(members)}"#.utf8))
  return try JournalLine(tape).event
}

func id(_ number: UInt64) -> EventID { EventID(high: 0x7000, low: 0x8000_0000_0000_0000 | number) }

func numbered(_ number: UInt64, _ event: Event) -> NewEvent<Event> {
  NewEvent(id: id(number), body: event, known: nil, by: "desk")
}

extension EventLog<Event> {
  /// Appends events whatever the log holds, with ids from a number on.
  func put(_ events: [Event], to process: Slug, from first: UInt64) throws {
    let new = events.enumerated().map { numbered(first + UInt64($0.offset), $0.element) }
    _ = try append([Append(new, to: process.text, expecting: .any)])
  }

  func bodies(of process: Slug) throws -> [Event] { try events(of: process.text).map(\.body) }
}

extension Slug: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = Slug(text)! }
}
