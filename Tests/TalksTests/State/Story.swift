import EventSourcing
import Talks
import Testing

/// Events as journal lines without their process, at their positions in a log.
struct Story {
  var entries: [Entry] = []

  init(_ lines: [String]) throws {
    for line in lines { try add(line) }
  }

  mutating func add(_ line: String) throws {
    entries.append(
      Entry(
        position: Int64(entries.count) + 1, id: EventID(high: 0x7000, low: UInt64(entries.count) + 1),
        event: try event(line), zones: UTCOnly()))
  }

  func state(asOf day: String? = nil) -> ProcessState {
    ProcessState.fold(entries, asOf: day.flatMap { CivilDay(iso: $0) })
  }
}

/// The event of a journal line whose process does not matter: `"type":"talks-opened","on":"2003"`.
func event(_ members: String) throws -> Event {
  try Samples.read(Array("{\"process\":\"p\",\(members)}".utf8)).event
}

extension Slug: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = Slug(text)! }
}

extension CitationKey: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = CitationKey(text)! }
}

extension PartyID: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = PartyID(text)! }
}
