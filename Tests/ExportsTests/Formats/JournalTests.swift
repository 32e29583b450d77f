import EventSourcing
import Exports
import Foundation
import Talks
import Testing

@Suite("An export as a journal")
struct JournalTests {
  @Test("gives the same events when it is read again", arguments: [true, false])
  func lossless(isHostile: Bool) throws {
    let record = isHostile ? Record.hostileRecord : try .sample()
    let lines = record.exported(Journal.self).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true)
    #expect(lines.count == record.events.count + 1)
    for (line, event) in zip(lines, record.events) {
      var tape = JSONTape()
      try tape.parse(line)
      let read = try JournalLine(tape)
      #expect(read.event == event.body)
      #expect(read.process.text == event.stream)
      #expect(read.id.flatMap { EventID($0) } == event.id)
      #expect(read.known.flatMap(RFC3339.microseconds) == event.known)
      #expect(read.by == event.by)
    }
  }

  @Test("is JSON Lines to Python too")
  func python() throws {
    let titles = try ExportsTests.python(
      "print(json.dumps([json.loads(l).get('title') for l in sys.stdin.buffer.read().decode().split('\\n')[:-1]]))",
      input: Record.hostileRecord.exported(Journal.self))
    #expect(try #require(titles as? [String]) == Record.hostileRecord.events.map { $0.body.title })
  }
}
