import EventSourcing
import Talks
import TestSupport
import Testing

@Suite("What was recorded between two states of a record")
struct OperationTests {
  private func id(_ position: Int) -> String { EventID(high: 0x7000, low: UInt64(position)).description }

  private func record(_ events: [Event]) -> [RecordedEvent<Event>] {
    events.enumerated().map { index, event in
      RecordedEvent(
        position: Int64(index + 1), stream: "talks", version: Int64(index + 1),
        id: EventID(high: 0x7000, low: UInt64(index + 1)), known: 0, recorded: 0, by: "kim", body: event)
    }
  }

  private func record(_ lines: [String]) throws -> [RecordedEvent<Event>] {
    record(
      try lines.map { line in
        var tape = JSONTape()
        try tape.parse(Array("{\"process\":\"talks\",\(line)}".utf8))
        return try JournalLine(tape).event
      })
  }

  @Test("is told in sentences, each with what it is about, the fields and the reason")
  func sentences() throws {
    let record = try record([
      #""type":"party-joined","party":"jp","on":"2003-08-27","title":"Japan joins","summary":"In Beijing""#,
      #""type":"note-added","on":"2003","title":"A note""#,
      #""type":"note-added","on":"2003","title":"The same note""#,
      #""type":"event-amended","amended":"\#(id(1))","set":["summary=In Tokyo","on=2003-08-28"],"because":"the minutes""#,
      // The second amendment is of what the first made of it.
      #""type":"event-amended","amended":"\#(id(1))","set":["on=2003-08-29","place=Tokyo, jp"],"because":"the press""#,
      #""type":"events-merged","merged":"\#(id(3))","into":"\#(id(2))","because":"one note""#,
      #""type":"event-disputed","disputed":"\#(id(1))","party":"kp","account":["on=2003-09-01"]"#,
      #""type":"event-disputed","disputed":"\#(id(2))","party":"us","denied":true,"because":"a denial""#,
      #""type":"dispute-resolved","resolved":"\#(id(1))","preferred":"\#(id(7))","because":"a letter""#,
      #""type":"event-retracted","retracted":"\#(id(2))","because":"nothing to say""#,
      #""type":"event-retracted","retracted":"\#(id(5))","because":"a slip""#,
      #""type":"event-erased","form":2,"on":"2020-01-01","erased":"\#(EventID(high: 9, low: 9))","because":"a court""#,
    ])
    let operations = Operation.between(Array(record.prefix(2)), record, zones: UTCOnly())
    let told = operations.map { operation in
      "\(operation.kind.rawValue) \(operation.targets.map(\.position)): \(operation.sentence); \(operation.because ?? "-")"
    }
    #expect(
      told == [
        "added []: Event 3, 2003 is added: The same note; -",
        "amended [1]: Event 1 “Japan joins” is amended; the minutes",
        "amended [1]: Event 1 “Japan joins” is amended; the press",
        "merged [3, 2]: Event 3 “The same note” is merged into event 2 “A note”; one note",
        "disputed [1]: North Korea tells event 1 “Japan joins” otherwise; -",
        "disputed [2]: United States denies event 2 “A note”; a denial",
        "resolved [1, 7]: Event 1 “Japan joins” is read by the account event 7 “North Korea says: on=2003-09-01”; a letter",
        "retracted [2]: Event 2 “A note” is retracted; nothing to say",
        "undone [5]: Event 5 “on=2003-08-29, place=Tokyo, jp is amended: the press” is undone; a slip",
        "erased []: An event is erased for good; a court",
      ])
    func steps(_ index: Int) -> [String] {
      operations[index].fields.map { "\($0.field): \($0.before) \($0.after)" }
    }
    #expect(
      steps(1) == [
        #"summary: ["In Beijing"] ["In Tokyo"]"#, #"on: ["2003-08-27"] ["2003-08-28"]"#,
      ])
    #expect(steps(2) == [#"on: ["2003-08-28"] ["2003-08-29"]"#, #"place: [] ["Tokyo, jp"]"#])
    #expect(steps(4) == [#"on: ["2003-08-29"] ["2003-09-01"]"#])
  }

  @Test("leaves out nothing, event by event and over the whole")
  func complete() throws {
    var kinds: Set<Operation.Kind> = []
    for seed in 1...4 { kinds.formUnion(try replayed(seed: UInt64(seed))) }
    #expect(kinds == Set(Operation.Kind.allCases))
  }

  private func replayed(seed: UInt64) throws -> Set<Operation.Kind> {
    var events = try RandomHistory(seed: seed, count: 150, isCorrected: true).events
    // Corrections are undone, and some of the undoings.
    for (index, event) in events.enumerated() where event.type.isEditorial {
      var retraction = EventRetracted()
      (retraction.retracted, retraction.because) = (EventID(high: 0x7000, low: UInt64(index + 1)), "a slip")
      events.append(Event(retraction))
    }
    var move = EventMoved()
    (move.moved, move.because) = (EventID(high: 0x7000, low: 1), "of other talks")
    move.to = Slug(title: "Other talks")
    events.append(Event(move))
    let record = record(events)
    var kinds: Set<Operation.Kind> = []
    for count in record.indices {
      let before = Array(record[..<count])
      let operations = Operation.between(before, before + [record[count]], zones: UTCOnly())
      let operation = try #require(operations.only)
      #expect(operation.recorded.id == record[count].id)
      #expect(!operation.sentence.isEmpty)
      // What it is about is named, as far as it was recorded before.
      let known = Set(before.map(\.id))
      let targets = record[count].body.correction?.targets.filter(known.contains) ?? []
      let named = targets.map { Int64($0.low) }
      #expect(operation.targets.map(\.position) == named)
      if operation.kind != .resolved || named.count == 2 {
        for position in named { #expect(operation.sentence.contains("vent \(position) ")) }
      }
      #expect(
        Set(operation.fields.map(\.field)).isSubset(
          of: (record[count].body.correction?.changes ?? []).map(\.field)))
      kinds.insert(operation.kind)
    }
    let whole = Operation.between([], record, zones: UTCOnly())
    #expect(whole.map(\.recorded.id) == record.map(\.id))
    return kinds
  }
}

extension Array {
  fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
