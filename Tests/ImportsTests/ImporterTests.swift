import EventSourcing
import Foundation
import Imports
import Synchronization
import Talks
import TestSupport
import Testing

private func note(_ number: Int, in process: String = "p") -> String {
  #"{"process":"\#(process)","type":"note-added","on":"2001","title":"Note \#(number)"}"#
}

@Suite("An import")
struct ImporterTests {
  @Test("of an exported journal gives the same journal")
  func identity() throws {
    let first = log()
    try first.take(fixture("korea") + fixture("colombia") + fixture("northern-ireland"))
    let journal = try first.journal()
    let second = log()
    let report = try second.take(text(journal))
    #expect(report.format == "journal" && report.new == journal.count)
    #expect(try second.journal() == journal)
  }

  @Test("of processes in turn keeps the order of the file, and so its positions")
  func order() throws {
    let log = log()
    try log.take((1...9).map { note($0, in: "p-\($0 % 3)") }) { $0.batch = 4 }
    let events = (0..<3).flatMap { log.events(of: "p-\($0)") }.sorted { $0.position < $1.position }
    #expect(events.compactMap(\.body.title) == (1...9).map { "Note \($0)" })
  }

  @Test("done twice adds nothing")
  func twice() throws {
    let log = log()
    let rows = try fixture("korea") + fixture("northern-ireland")
    let journal = [
      note(1), note(1), #"{"title":"Note 1","process":"p","on":"2001","zone":null,"type":"note-added"}"#,
    ]
    for (lines, count) in [(rows, 353), (journal, 3)] {
      #expect(try log.take(lines).new == count)
      let again = try log.take(lines)
      #expect(again.new == 0 && again.alreadyThere == count && again.processes.isEmpty)
    }
    #expect(log.head() == 356)
  }

  @Test("gives derived names once and for all")
  func derivedNames() throws {
    let log = log()
    let lines = (1...3).map { _ in #"{"process":"p","type":"setback-occurred","on":"2001","title":"A test"}"#
    }
    try log.take(lines)
    #expect(try log.bodies("p").map { $0.subject?.slug?.text } == ["a-test", "a-test-2", "a-test-3"])
    #expect(try log.take(lines).new == 0)
  }

  @Test("that was cut short is taken up where it stood", arguments: 0..<6)
  func resumed(after appends: Int) throws {
    let rows = try fixture("korea") + fixture("northern-ireland")
    let whole = log()
    try whole.take(rows) { $0.batch = 60 }
    let beneath = log()
    #expect(throws: Troubled.Killed.self) {
      try Troubled(beneath, after: appends).take(rows) { $0.batch = 60 }
    }
    #expect(beneath.head() < 353)
    let before = Int(beneath.head())
    let report = try beneath.take(rows) { $0.batch = 60 }
    #expect(report.alreadyThere == before && report.new == 353 - before)
    for process in whole.streams(after: 0) {
      #expect(try beneath.bodies(process) == whole.bodies(process))
    }
  }

  @Test("that somebody overtakes decides again")
  func overtaken() throws {
    let beneath = log()
    let taken = #"{"process":"p","type":"setback-occurred","on":"2001","title":"A test","summary":"Theirs"}"#
    let mine = #"{"process":"p","type":"setback-occurred","on":"2001","title":"A test","summary":"Mine"}"#
    let troubled = Troubled(beneath, after: 0) { try $0.take([taken]) }
    let report = try troubled.take([mine, note(1)])
    #expect(report.new == 2 && report.alreadyThere == 0)
    #expect(try beneath.bodies("p").map { $0.subject?.slug?.text } == ["a-test", "a-test-2", nil])
  }

  @Test("records nothing of a file with bad lines, and names them")
  func allOrNothing() throws {
    let log = log()
    let bad = (0..<25).map { _ in #"{"process":"p","type":"note-addd","on":"2001"}"# }
    let error = try #require(throws: ImportError.self) { try log.take([note(1)] + bad) }
    #expect(error.description.hasPrefix("Nothing was imported, because 25 lines cannot be understood.\n"))
    #expect(
      error.description.contains(":2:24: There is no event type “note-addd”. Did you mean “note-added”?"))
    #expect(error.description.hasSuffix("\nand 5 more"))
    #expect(log.head() == 0)
  }

  @Test("keeps going past bad lines where it is told to")
  func keepsGoing() throws {
    let log = log()
    let report = try log.take([note(1), "nonsense", note(2)]) { $0.keepsGoing = true }
    #expect(report.read == 3 && report.new == 2 && report.bad.count == 1)
    #expect(report.bad.first[0].line == 2 && report.bad.first[0].column == 1)
    #expect(log.head() == 2)
  }

  @Test("that is a dry run records nothing and tells the same")
  func dryRun() throws {
    let log = log()
    let rows = try fixture("colombia")
    let dry = try log.take(rows) { $0.isDryRun = true }
    #expect(log.head() == 0)
    #expect(try log.take(rows) == dry)
  }

  @Test("takes a byte-order mark, CR LF, blank lines and a last line without an end")
  func fileShapes() throws {
    let log = log()
    let file = try ScratchFile(Array("\u{FEFF}\(note(1))\r\n\r\n  \t\n\(note(2))".utf8))
    let report = try log.take(file)
    #expect(report.read == 2 && report.new == 2)
  }

  @Test("refuses a file without an event, a folder, and one that is not there")
  func noFile() throws {
    for text in ["", "\n\r\n \n", "\u{FEFF}"] {
      let file = try ScratchFile(Array(text.utf8))
      #expect(throws: ImportError.empty(file: file.path)) {
        try log().take(file)
      }
    }
    for path in ["/", "/no/such/file"] {
      let error = try #require(throws: ImportError.self) {
        try Importer(log(), ImportOptions(by: "desk")).run(path)
      }
      #expect(error.description.hasPrefix("“\(path)” cannot be read: "))
    }
  }

  private static func titled(_ title: [UInt8]) -> [UInt8] {
    Array(#"{"process":"p","type":"note-added","on":"2001","title":""#.utf8) + title + Array(#""}"#.utf8)
  }

  private static let hostileLines: [[UInt8]] = [
    titled([0]), titled(Array(#"\u0000"#.utf8)), titled([0xFF, 0xC0]), titled(Array(#"\ud800"#.utf8)),
    [UInt8](repeating: UInt8(ascii: "["), count: 100_000),
    Array(#"{"process":"p","process":"p","type":"note-added","on":"2001"}"#.utf8),
    [0], [0xFF, 0xFE, 0x7B, 0], Array("[]".utf8), Array(#""date""#.utf8), Array("{".utf8),
  ]

  // By number, since a line of the output need not be as long as one of these.
  @Test("refuses hostile lines without harm", arguments: hostileLines.indices)
  func hostile(number: Int) throws {
    let line = Self.hostileLines[number]
    let log = log()
    let file = try ScratchFile(Array((note(1) + "\n").utf8) + line + Array(("\n" + note(2)).utf8))
    let report = try log.take(file) { $0.keepsGoing = true }
    #expect(report.new == 2 && report.bad.first.map(\.line) == [2])
    let alone = try ScratchFile(line)
    #expect(throws: ImportError.self) { try log.take(alone) }
  }

  @Test("refuses a line of 50 MB by its number and reads on")
  func longLine() throws {
    let log = log()
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 50_000_000)
    let file = try ScratchFile(Array("\(note(1))\n\n".utf8) + long + Array("\n\(note(2))\n".utf8))
    let report = try log.take(file) { $0.keepsGoing = true }
    #expect(report.new == 2 && report.bad.count == 1)
    #expect(report.bad.first[0].line == 3)
    #expect(report.bad.first[0].reason.hasPrefix("Line 3 is longer than 16 MiB"))
  }

  @Test("reads lines that cross the edges of its chunks")
  func chunks() throws {
    let log = log()
    let titles = (0..<40).map { (number: Int) -> String in
      String(repeating: "n", count: 31_000 + number * 613) + "\(number)"
    }
    let lines = titles.enumerated().map { note($0.offset).replacing("Note \($0.offset)", with: $0.element) }
    #expect(try log.take(lines).new == 40)
    #expect(try log.bodies("p").map(\.title) == titles)
  }

  @Test("keeps ids, moments and authors of lines that have them")
  func envelope() throws {
    let log = log()
    let id = "0190f6a0-0000-7000-8000-000000000001"
    try log.take([
      note(1).replacing(
        "\"on\"", with: #""id":"\#(id)","known":"2020-05-01T12:00:00.000001Z","by":"ann","on""#),
      note(2),
    ])
    let events = log.events(of: "p")
    #expect(events.map(\.by) == ["ann", "desk"] && events[0].id.description == id)
    #expect(events[0].known == 1_588_334_400_000_001)
  }

  @Test(
    "refuses envelopes that make no sense",
    arguments: [
      (#""id":"7""#, "“7” is not the id of an event"),
      (#""known":"yesterday""#, "“yesterday” is not a moment"),
      (
        #""known":"2999-01-01T00:00:00Z""#,
        ":1:45: Nothing can be known in the future: correct “2999-01-01T00:00:00Z”, or this computer's clock if that is behind."
      ),
    ])
  func badEnvelope(field: String, reason: String) throws {
    let error = try #require(throws: ImportError.self) {
      try log().take([note(1).replacing("\"on\"", with: field + ",\"on\"")])
    }
    #expect(error.description.contains(reason))
  }

  @Test("names the line that is known later than the log's clock says, and the time")
  func knownLater() throws {
    // The log's clock stands in November 2023.
    let lines = [note(1), note(2).replacing("\"on\"", with: #""known":"2024-01-01T00:00:00Z","on""#)]
    let error = try #require(throws: ImportError.self) { try log().take(lines) }
    #expect(
      error.description.hasSuffix(
        ":2: Nothing can be known in the future: correct “2024-01-01T00:00:00.000000Z”, or the database's clock if that is behind.\nNothing was imported."
      ), "\(error)")
  }

  @Test("refuses an id with other content, in the file and in the log")
  func idReused() throws {
    let log = log()
    let id = #""id":"0190f6a0-0000-7000-8000-000000000001","on""#
    let one = note(1).replacing("\"on\"", with: id)
    let other = note(2).replacing("\"on\"", with: id)
    var error = try #require(throws: ImportError.self) { try log.take([one, other]) }
    #expect(error.description.contains("stands in a line above, with other content"))
    #expect(try log.take([one, one]).alreadyThere == 1)
    #expect(try log.take([one]).alreadyThere == 1)
    error = try #require(throws: ImportError.self) { try log.take([other]) }
    #expect(error.description.contains("is in the log already, with other content"))
    error = try #require(throws: ImportError.self) {
      try log.take([one.replacing("\"p\"", with: "\"q\"")])
    }
    #expect(error.description.contains(":1: The id "))
    #expect(log.head() == 1)
  }

  @Test("knows what the log and the lines above it know, in any process")
  func surroundings() throws {
    let log = log()
    try log.take([
      #"{"process":"a","type":"party-defined","party":"farc","name":"FARC-EP"}"#,
      #"{"process":"a","type":"agreement-signed","on":"2001","as":"pact","title":"Pact"}"#,
    ])
    let pledge =
      #"{"process":"b","type":"measure-pledged","on":"2002","title":"M","party":"farc","under":"a/pact"}"#
    let error = try #require(throws: ImportError.self) {
      try log.take([
        pledge.replacing("a/pact", with: "a/pakt"), pledge.replacing("\"farc\"", with: "\"fark\""),
      ])
    }
    #expect(error.description.contains("There is no agreement “pakt” in a. Did you mean “pact”?"))
    #expect(error.description.contains("There is no party “fark”. Did you mean “farc”?"))
    #expect(try log.take([pledge]).new == 1)
    let fresh = InMemoryLog<Event> { 1_700_000_000_000_000 }
    #expect(
      try fresh.take([
        #"{"process":"a","type":"party-defined","party":"farc","name":"FARC-EP"}"#,
        #"{"process":"a","type":"agreement-signed","on":"2001","as":"pact","title":"Pact"}"#, pledge,
      ]).new == 3)
  }

  @Test("points at the field that cannot be understood")
  func column() throws {
    let line = #"{"process":"p","type":"round-concluded","on":"2001","round":"nine"}"#
    let error = try #require(throws: ImportError.self) { try log().take([line]) }
    #expect(error.description.contains(":1:62: There is no round “nine” in p."))
  }

  @Test("tells how far it is, up to the end")
  func progress() throws {
    let told = Mutex<[Int64]>([])
    let file = try ScratchFile((0..<4).map { note($0) + String(repeating: " ", count: 1 << 20) })
    var options = ImportOptions(by: "desk")
    options.isDryRun = true
    _ = try withExtendedLifetime(file) {
      try Importer(log(), options) { done, total in told.withLock { $0 += [done, total] } }.run(file.path)
    }
    let seen = told.withLock { $0 }
    #expect(seen.count > 2 && seen.last == seen.dropLast().last)
  }

  @Test("reads what comes through a pipe")
  func pipe() throws {
    let path = "/tmp/import-\(UInt64.random(in: 0 ... .max)).fifo"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    // Not a task: the reader below keeps a thread of the pool until this has written.
    Thread.detachNewThread {
      let file = fopen(path, "w")
      fputs(note(1) + "\n" + note(2) + "\n", file)
      fclose(file)
    }
    let log = log()
    #expect(try Importer(log, ImportOptions(by: "desk")).run(path).new == 2)
  }

  /// A journal of so many bytes at least, with names and parties in turn among some processes.
  private static func journal(bytes: Int, processes: Int) -> [String] {
    let summary = String(repeating: "words and more ", count: 60)
    return (0..<bytes / 1_000).flatMap { number in
      let process = "p-\(number % processes)"
      return [
        #"{"process":"\#(process)","type":"measure-pledged","on":"2001","as":"m-\#(number)","title":"M","party":"us","summary":"\#(summary)"}"#,
        #"{"process":"\#(process)","type":"measure-implemented","on":"2002","measure":"m-\#(number)","party":"us"}"#,
      ]
    }
  }

  @Test("reads a journal once, and comes to the same whatever is kept in memory")
  func once() throws {
    let lines = Self.journal(bytes: 3_000_000, processes: 50)
    let logs = try [1 << 30, 10_000].map { memory in
      let (log, scratch) = (log(), try ScratchFile(lines))
      var options = ImportOptions(by: "desk")
      options.memory = memory
      options.batch = 500
      let file = try ImportFile(scratch.path)
      let report = try withExtendedLifetime(scratch) { try Importer(log, options).run(file) }
      #expect(report.new == lines.count)
      // Twice the beginning, by which the form is known.
      #expect(file.bytesRead <= file.size + 2 * 262_144, "\(file.bytesRead) of \(file.size)")
      return log
    }
    #expect(try logs[0].journal() == logs[1].journal())
  }

  @Test("takes a journal from a pipe that is longer than what is kept in memory")
  func longPipe() throws {
    let path = "/tmp/import-\(UInt64.random(in: 0 ... .max)).fifo"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let lines = Self.journal(bytes: 1_000_000, processes: 3)
    Thread.detachNewThread {
      let file = fopen(path, "w")
      for line in lines { fputs(line + "\n", file) }
      fclose(file)
    }
    let log = log()
    var options = ImportOptions(by: "desk")
    options.memory = 50_000
    #expect(try Importer(log, options).run(path).new == lines.count)
    #expect(log.head() == Int64(lines.count))
  }

  @Test("tells lines apart that say the same, whatever of them the log has")
  func repeated() throws {
    let log = log()
    func take(_ count: Int) throws -> ImportReport {
      try log.take((0..<count).flatMap { _ in [note(1), note(1, in: "q")] }) { $0.memory = 0 }
    }
    #expect(try take(2).new == 4)
    let report = try take(5)
    #expect(report.new == 6 && report.alreadyThere == 4)
    #expect(try take(5).new == 0)
  }

  @Test("finds an id that stands in another process far above")
  func idFarAbove() throws {
    let lines = (0..<300).map { number in
      note(number, in: "p-\(number % 7)").replacing(
        "\"on\"", with: #""id":"0190f6a0-0000-7000-8000-\#(100_000_000_000 + number % 299)","on""#)
    }
    let error = try #require(throws: ImportError.self) { try log().take(lines) { $0.memory = 0 } }
    #expect(
      error.description.contains(
        ":300:44: The id 0190f6a0-0000-7000-8000-100000000000 stands in a line above, with other content."),
      "\(error)")
  }

  @Test("whose process grows meanwhile decides again on the lines that are left")
  func overtakenAmid() throws {
    let beneath = log()
    let theirs = #"{"process":"q","type":"setback-occurred","on":"2001","title":"A test","summary":"Theirs"}"#
    let mine = #"{"process":"q","type":"setback-occurred","on":"2001","title":"A test","summary":"Mine"}"#
    let troubled = Troubled(beneath, after: 2) { try $0.take([theirs]) }
    let report = try troubled.take((1...4).map { note($0) } + [mine] + (5...6).map { note($0) }) {
      $0.batch = 2
    }
    #expect(report.new == 7 && report.processes == ["p": 6, "q": 1])
    #expect(try beneath.bodies("q").map { $0.subject?.slug?.text } == ["a-test", "a-test-2"])
    #expect(try beneath.bodies("p").map(\.title) == (1...6).map { "Note \($0)" })
  }

  @Test("of which a line cannot be understood any more names it, and what was recorded before")
  func takenMeanwhile() throws {
    @Sendable func pledge(_ whose: String) -> String {
      #"{"process":"q","type":"measure-pledged","on":"2001","as":"m","title":"\#(whose)","party":"us"}"#
    }
    for keepsGoing in [false, true] {
      let beneath = log()
      let troubled = Troubled(beneath, after: 1) { try $0.take([pledge("Theirs")]) }
      let take = {
        try troubled.take([note(1), note(2), pledge("Mine"), note(3)]) {
          ($0.batch, $0.keepsGoing) = (2, keepsGoing)
        }
      }
      if keepsGoing {
        #expect(try take().new == 3)
      } else {
        let error = try #require(throws: ImportError.self) { try take() }
        #expect(
          error.description.hasSuffix(
            ":3: The name “m” is taken by a measure of q; refer to it with --measure, or choose another name.\n2 events were recorded before; import the file again to go on from there."
          ), "\(error)")
      }
      #expect(try beneath.bodies("q").map(\.title) == ["Theirs"])
      #expect(try beneath.bodies("p").map(\.title) == (keepsGoing ? 1...3 : 1...2).map { "Note \($0)" })
    }
  }

  @Test("prepares a batch while the log records the one before")
  func overlap() throws {
    final class Watched: EventLog {
      let beneath = InMemoryLog<Event> { 1_700_000_000_000_000 }
      var seen: [String] = []
      var count = 0

      func prepareAppend(_ appends: [Append<Event>]) throws -> PreparedAppend {
        count += 1
        let number = count
        seen.append("prepare \(number)")
        return PreparedAppend { [self] in
          seen.append("start \(number)")
          return { [self] in
            seen.append("finish \(number)")
            return try beneath.append(appends)
          }
        }
      }
      func append(_ appends: [Append<Event>]) throws -> [Receipt] { try beneath.append(appends) }
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
    let log = Watched()
    #expect(try log.take((1...5).map { note($0) }) { $0.batch = 2 }.new == 5)
    #expect(
      log.seen == [
        "prepare 1", "start 1", "prepare 2", "finish 1", "start 2", "prepare 3", "finish 2", "start 3",
        "finish 3",
      ])
  }
}
