import EventSourcing
import Talks
import Testing

@Suite("An event that is moved to another process")
struct MovesTests {
  private func id(_ position: Int) -> String { EventID(high: 0x7000, low: UInt64(position)).description }

  /// Two streams in one log: each line with its stream, at its position.
  private func log(_ lines: [(stream: String, line: String)]) throws -> InMemoryLog<Event> {
    let log = InMemoryLog<Event> { 1_700_000_000_000_000 }
    for (index, line) in lines.enumerated() {
      let new = NewEvent(
        id: EventID(high: 0x7000, low: UInt64(index + 1)), body: try event(line.line), known: nil, by: "desk")
      _ = try log.append([Append([new], to: line.stream, expecting: .any)])
    }
    return log
  }

  private func state(_ process: String, _ log: InMemoryLog<Event>, upTo last: Int64 = .max) throws
    -> ProcessState
  {
    let record = try log.record(of: process).filter { $0.position <= last }
    return ProcessState.fold(record.map { Entry($0, zones: UTCOnly()) }, in: process)
  }

  private func told(_ state: ProcessState) -> [String] { state.entries.map(\.event.headline) }

  private let lines: [(stream: String, line: String)] = [
    ("one", #""type":"note-added","on":"2001","title":"First""#),
    ("two", #""type":"note-added","on":"2000","title":"Other""#),
    ("one", #""type":"measure-pledged","on":"2002","party":"kp","as":"freeze","title":"Freeze""#),
    ("one", #""type":"measure-implemented","on":"2003","party":"kp","measure":"freeze","title":"Frozen""#),
  ]

  private func moved(_ position: Int, to process: String, _ more: String = "") -> (String, String) {
    (
      "one",
      #""type":"event-moved","moved":"\#(id(position))","to":"\#(process)","because":"wrong talks"\#(more)"#
    )
  }

  @Test("counts there from when that is known, and is one event with what is said about it")
  func counts() throws {
    let log = try log(
      lines + [
        moved(1, to: "two"),  // 5
        // Said before and after, in the stream in which it was recorded.
        ("one", #""type":"event-amended","amended":"\#(id(1))","set":["title=Premier"],"because":"x""#),  // 6
        ("one", #""type":"event-disputed","disputed":"\#(id(1))","party":"us","account":["on=2005"]"#),  // 7
      ])
    #expect(try told(state("one", log, upTo: 4)) == ["First", "Freeze", "Frozen"])
    #expect(try told(state("two", log, upTo: 4)) == ["Other"])
    let (one, two) = (try state("one", log), try state("two", log))
    #expect(told(one) == ["Freeze", "Frozen"] && told(two) == ["Other", "Premier"])
    #expect(one.uncounted.isEmpty && two.uncounted.isEmpty)
    #expect(two.corrections.positions[1] == [5, 6, 7])
    #expect(two.corrections.disputes.count == 1 && one.corrections.disputes.count == 1)
  }

  @Test("comes back when the move is retracted, and goes on when it is moved again")
  func again() throws {
    let log = try log(
      lines + [
        moved(1, to: "two"),  // 5
        ("three", #""type":"note-added","on":"2000","title":"Third""#),  // 6
        moved(1, to: "three"),  // 7
        ("one", #""type":"event-retracted","retracted":"\#(id(7))","because":"no""#),  // 8
        ("one", #""type":"event-retracted","retracted":"\#(id(5))","because":"no""#),  // 9
      ])
    func places(upTo last: Int64) throws -> [String] {
      try ["one", "two", "three"].filter {
        try state($0, log, upTo: last).entries.contains { $0.position == 1 }
      }
    }
    #expect(
      try (4...9).map { try places(upTo: $0) } == [
        ["one"], ["two"], ["two"], ["three"], ["two"], ["one"],
      ])
  }

  @Test("names its thing and others as they are called there")
  func renamed() throws {
    let log = try log(
      lines + [
        moved(3, to: "two", #","called":"halt""#),
        moved(4, to: "two", #","called":"halt","set":["title=Halted"]"#),
      ])
    let two = try state("two", log)
    #expect(two.measures.all.map(\.slug.text) == ["halt"])
    #expect(two.measures["halt"]?.status == .implemented)
    #expect(told(two) == ["Other", "Freeze", "Halted"])
    #expect(try state("one", log).measures.all.isEmpty)
  }

  @Test("is merged with one that was there before")
  func merged() throws {
    let log = try log(
      lines + [
        moved(1, to: "two"),
        ("two", #""type":"events-merged","merged":"\#(id(1))","into":"\#(id(2))","because":"one note""#),
      ])
    #expect(try told(state("two", log)) == ["Other"])
    #expect(try told(state("one", log)) == ["Freeze", "Frozen"])
  }
}
