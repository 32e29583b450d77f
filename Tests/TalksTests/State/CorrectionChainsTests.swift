import EventSourcing
import Talks
import TestSupport
import Testing

@Suite("Long chains of corrections")
struct CorrectionChainsTests {
  /// Far less than a recursion over so many corrections takes.
  private static let stack = 512 << 10

  private static func id(_ number: Int) -> EventID { EventID(high: 0x7000, low: UInt64(number)) }

  private func entry(_ number: Int, _ event: Event) -> Entry {
    Entry(position: Int64(number), id: Self.id(number), event: event, zones: UTCOnly())
  }

  private func joined() throws -> Event {
    try event(#""type":"party-joined","party":"jp","on":"2003-08-27""#)
  }

  /// An event, a retraction of it, a retraction of that, and so on.
  ///
  /// - Parameter count: of all events.
  private func retractions(_ count: Int) throws -> [Entry] {
    try [entry(1, joined())]
      + (2...count).map { number in
        var detail = EventRetracted()
        (detail.retracted, detail.because, detail.saw) = (Self.id(number - 1), "x", [Self.id(number - 1)])
        return entry(number, Event(detail, on: nil))
      }
  }

  /// Events of which each is merged into the next.
  private func merges(_ count: Int) throws -> [Entry] {
    let happened = try joined()
    return (1...count).map { entry($0, happened) }
      + (1..<count).map { number in
        var detail = EventsMerged()
        (detail.merged, detail.into, detail.because) = (Self.id(number), Self.id(number + 1), "x")
        detail.saw = [Self.id(number), Self.id(number + 1)]
        return entry(count + number, Event(detail, on: nil))
      }
  }

  private func recorded(_ entries: [Entry]) -> [RecordedEvent<Event>] {
    entries.map { entry in
      RecordedEvent(
        position: entry.position, stream: "p", version: entry.position, id: entry.id, known: 0, recorded: 0,
        by: "desk", body: entry.event)
    }
  }

  @Test("of retractions are folded on a small stack, and every second holds")
  func retracted() throws {
    try inThreads(1, stack: Self.stack) { _ in
      // The last one holds, so that of an even number of events the second does, which retracts the first.
      for (count, seats) in [(20_000, 0), (20_001, 1)] {
        let state = try ProcessState.fold(self.retractions(count))
        #expect(state.roster.seats.count == seats)
        #expect(state.corrections.struck.count == count / 2)
        #expect(!state.corrections.isContested(Self.id(1)))
      }
    }
  }

  @Test("of retractions are told one by one from those before, each undoing the last")
  func operations() throws {
    let events = try recorded(retractions(4_000))
    let found = Operation.between(Array(events.prefix(1)), events, zones: UTCOnly())
    #expect(found.first?.kind == .retracted && found.dropFirst().allSatisfy { $0.kind == .undone })
    #expect(found.last?.sentence == "Event 3999 “Retracted: x” is undone")
    #expect(found.count == 3_999)
  }

  @Test("of merges are followed on a small stack, and one event is left")
  func merged() throws {
    try inThreads(1, stack: Self.stack) { _ in
      let corrections = try Corrections(of: self.merges(2_000))
      #expect(corrections.entries.map(\.id) == [Self.id(2_000)])
      // All others, and all merges.
      #expect(corrections.positions[2_000]?.all == Array(1...1_999) + Array(2_001...3_999))
      #expect(corrections.remaining(Self.id(1)) == Self.id(2_000))
    }
  }
}
