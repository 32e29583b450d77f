import EventSourcing
import Testing

/// A note is of the type that its first word names.
extension String: EventBody {
  package var typeName: String { String(prefix { $0 != " " }) }
}

@Suite("A log in memory")
struct InMemoryLogTests {
  private let log = InMemoryLog<String>(clock: { 1_000 })

  private func event(_ number: UInt64, _ body: String = "body", known: Int64? = nil) -> NewEvent<String> {
    NewEvent(id: EventID(high: 0, low: number), body: body, known: known, by: "desk")
  }

  @Test("numbers events through the log and through their stream, from 1")
  func numbers() throws {
    #expect(log.head() == 0)
    #expect(
      try log.append([event(1), event(2)], to: "a", expecting: .none) == [
        Receipt(position: 1, version: 1, isNew: true), Receipt(position: 2, version: 2, isNew: true),
      ])
    #expect(
      try log.append([event(3)], to: "b", expecting: .none) == [Receipt(position: 3, version: 1, isNew: true)]
    )
    #expect(
      try log.append([event(4)], to: "a", expecting: .exactly(2))
        == [Receipt(position: 4, version: 3, isNew: true)])
    #expect(log.head() == 4)
    #expect(log.events(of: "a").map(\.position) == [1, 2, 4])
    #expect(log.events(of: "a").map(\.version) == [1, 2, 3])
    #expect(log.events(of: "c").isEmpty)
    #expect(log.streams(after: 0) == ["a", "b"])
    #expect(log.streams(after: 3) == ["a"])
    #expect(log.streams(after: 4) == [])
  }

  @Test("appends nothing at all where the stream is at another version")
  func conflict() throws {
    _ = try log.append([event(1)], to: "a", expecting: .any)
    for expected in [ExpectedVersion.none, .exactly(0), .exactly(2)] {
      #expect(throws: AppendRefusal.conflict(stream: "a", actual: 1)) {
        try log.append([event(2), event(3)], to: "a", expecting: expected)
      }
    }
    #expect(throws: AppendRefusal.conflict(stream: "b", actual: 0)) {
      try log.append([event(2)], to: "b", expecting: .exists)
    }
    #expect(log.head() == 1)
  }

  @Test("takes an event again as the first time, whatever version is expected")
  func idempotent() throws {
    let first = try log.append([event(1), event(2)], to: "a", expecting: .none)
    let again = try log.append([event(1), event(2)], to: "a", expecting: .none)
    #expect(again.map(\.position) == first.map(\.position))
    #expect(again.allSatisfy { !$0.isNew })
    #expect(
      try log.append([event(2), event(3)], to: "a", expecting: .exactly(2)) == [
        Receipt(position: 2, version: 2, isNew: false), Receipt(position: 3, version: 3, isNew: true),
      ])
    #expect(log.head() == 3)
  }

  @Test("refuses an id twice in one call")
  func twice() throws {
    #expect(throws: AppendRefusal.idReused(EventID(high: 0, low: 4))) {
      try log.append([event(4), event(4)], to: "a", expecting: .any)
    }
    #expect(log.head() == 0)
  }

  @Test("refuses an id with other content, or in another stream")
  func reused() throws {
    _ = try log.append([event(1)], to: "a", expecting: .any)
    let refusal = AppendRefusal.idReused(EventID(high: 0, low: 1))
    #expect(throws: refusal) { try log.append([event(2), event(1, "other")], to: "a", expecting: .any) }
    #expect(throws: refusal) { try log.append([event(1)], to: "b", expecting: .any) }
    #expect(log.head() == 1)
  }

  @Test("keeps when an event was known, which is no later than it is recorded")
  func known() throws {
    _ = try log.append([event(1), event(2, known: 1_000), event(3, known: -5)], to: "a", expecting: .any)
    #expect(log.events(of: "a").map(\.known) == [1_000, 1_000, -5])
    #expect(log.events(of: "a").allSatisfy { $0.recorded == 1_000 && $0.by == "desk" })
    #expect(throws: AppendRefusal.knownInTheFuture(EventID(high: 0, low: 5))) {
      try log.append([event(4), event(5, known: 1_001)], to: "a", expecting: .any)
    }
    #expect(log.head() == 3)
  }

  @Test("is read stream by stream, each by version")
  func byStream() throws {
    for (number, stream) in ["b", "a", "b", "c", "a"].enumerated() {
      _ = try log.append([event(UInt64(number))], to: stream, expecting: .any)
    }
    var seen: [String] = []
    let head = try log.forEachByStream { stream, position, _, _ in seen.append("\(stream)\(position)") }
    #expect(head == 5)
    #expect(seen == ["a2", "a5", "b1", "b3", "c4"])
  }

  @Test("loses nothing when many append at once")
  func concurrent() async throws {
    let log = log
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 as Range<UInt64> {
        group.addTask {
          for number in 0..<50 as Range<UInt64> {
            let event = NewEvent(
              id: EventID(high: writer, low: number), body: "x", known: nil, by: "desk")
            _ = try? log.append([event], to: "s\(writer % 3)", expecting: .any)
          }
        }
      }
    }
    #expect(log.head() == 400)
    for stream in ["s0", "s1", "s2"] {
      let events = log.events(of: stream)
      #expect(events.map(\.version) == Array(1...Int64(events.count)))
    }
  }
}
