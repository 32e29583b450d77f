import EventSourcing
import Foundation
import Imports
import Synchronization
import Talks
import TestSupport

func fixture(_ name: String) throws -> [String] {
  let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name).jsonl")
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
}

func log() -> InMemoryLog<Event> { InMemoryLog { 1_700_000_000_000_000 } }

extension EventLog<Event> {
  @discardableResult
  func take(
    _ lines: [String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    try take(ScratchFile(lines), change)
  }

  @discardableResult
  func take(
    _ file: ScratchFile, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportOptions(by: "desk")
    change(&options)
    return try withExtendedLifetime(file) { try Importer(self, options).run(file.path) }
  }

  /// The log as a journal, in the order in which it was recorded.
  func journal() throws -> [JournalLine] {
    let all = try streams(after: 0).flatMap { try events(of: $0) }
    return try all.sorted { $0.position < $1.position }.map { event in
      guard let slug = Slug(event.stream) else { throw NotASlug() }
      return JournalLine(
        process: slug, id: event.id.description,
        known: RFC3339.text(microseconds: event.known), by: event.by, event: event.body)
    }
  }

  func bodies(_ process: String) throws -> [Event] { try events(of: process).map(\.body) }
}

struct NotASlug: Error {}

func text(_ lines: [JournalLine]) -> [String] {
  lines.map { line in JSONWriter.of { line.write(&$0) }.text }
}

/// A log in which things go wrong at will.
final class Troubled: EventLog, Sendable {
  struct Killed: Error {}
  private let beneath: InMemoryLog<Event>
  private let left: Mutex<Int>
  private let whenSpent: @Sendable (InMemoryLog<Event>) throws -> Void

  /// - Parameter after: how many appends go well before the trouble, which comes once.
  init(
    _ beneath: InMemoryLog<Event>, after: Int,
    _ whenSpent: @escaping @Sendable (InMemoryLog<Event>) throws -> Void = { _ in throw Killed() }
  ) {
    self.beneath = beneath
    left = Mutex(after)
    self.whenSpent = whenSpent
  }

  func append(_ appends: [Append<Event>]) throws -> [Receipt] {
    let now = left.withLock { left in
      left -= 1
      return left
    }
    if now == -1 { try whenSpent(beneath) }
    return try beneath.append(appends)
  }
  func importKey() -> [UInt8] { beneath.importKey() }
  func head() -> Int64 { beneath.head() }
  func events(of stream: String) -> [RecordedEvent<Event>] { beneath.events(of: stream) }
  func streams(after position: Int64) -> [String] { beneath.streams(after: position) }
  func sizes() -> [(stream: String, events: Int64)] { beneath.sizes() }
  func forEachByStream(
    _ streams: ClosedRange<String>, through position: Int64,
    _ body: (String, Int64, EventID, Event) throws -> Void
  ) throws {
    try beneath.forEachByStream(streams, through: position, body)
  }
}
