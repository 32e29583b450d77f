import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@Suite("Reading of all streams only what matters")
struct SelectionTests {
  private static let editorial = Catalogue.all.filter { $0.isEditorial }.map { $0.name }

  private func event(_ line: String) throws -> (process: String, event: Event) {
    var tape = JSONTape()
    try tape.parse(Array("{\(line)}".utf8))
    let line = try JournalLine(tape)
    return (line.process.text, line.event)
  }

  /// The same events in PostgreSQL and in memory; the n-th has the id that `@n` stands for.
  private func record(_ lines: [String]) throws -> (PostgresLog, InMemoryLog<Event>) {
    let log = PostgresLog(try Connection(TestCluster.shared().freshLog()))
    let model = InMemoryLog<Event> { 1_700_000_000_000_000 }
    for (index, line) in lines.enumerated() {
      var line = line
      for number in 1...lines.count {
        line.replace("\"@\(number)\"", with: "\"\(EventID(high: 0x7000, low: UInt64(number)))\"")
      }
      let (process, event) = try event(line)
      let appends = [Append(new([event], from: index + 1), to: process, expecting: .any)]
      _ = try log.append(appends)
      _ = try model.append(appends)
    }
    return (log, model)
  }

  private func positions(_ streams: [[RecordedEvent<Event>]]) -> [[Int64]] {
    streams.map { $0.map(\.position) }
  }

  @Test("gives the events of some types stream by stream, and what speaks of events in those streams alone")
  func types() throws {
    let (log, model) = try record([
      #""process":"b","type":"talks-opened","on":"2003""#,
      #""process":"a","type":"talks-opened","on":"2004","tlp":"RED""#,
      #""process":"b","type":"note-added","title":"n""#,
      #""process":"c","type":"note-added","title":"n""#,
      #""process":"c","type":"event-retracted","retracted":"@4","because":"x""#,
      #""process":"b","type":"event-amended","amended":"@1","set":["on=2002"],"because":"x""#,
      #""process":"a","type":"talks-closed","on":"2005""#,
      #""process":"b","type":"event-retracted","retracted":"@6","because":"x""#,
      #""process":"b","type":"talks-closed","on":"2006""#,
    ])
    for (types, expected): ([String], [[Int64]]) in [
      (["talks-opened"], [[2], [1, 6, 8]]), (["talks-closed", "talks-opened"], [[2, 7], [1, 6, 8, 9]]),
      (["note-added"], [[3, 6, 8], [4, 5]]), (["event-retracted"], [[6, 8], [5]]),
      (["round-convened"], []), ([], []),
    ] {
      let found = try log.events(ofTypes: types, with: Self.editorial)
      #expect(positions(found) == expected, "\(types)")
      #expect(positions(model.events(ofTypes: types, with: Self.editorial)) == expected, "\(types)")
      #expect(positions(try Plain(log).events(ofTypes: types, with: Self.editorial)) == expected, "\(types)")
      #expect(found.allSatisfy { Set($0.map(\.stream)).count == 1 })
    }
    #expect(positions(try log.events(ofTypes: ["talks-opened"], with: [])) == [[2], [1]])

    // Positions are counted anew where something is withheld.
    let limited = try log.limited(to: .amber)
    #expect(positions(try limited.events(ofTypes: ["talks-opened"], with: Self.editorial)) == [[1, 5, 7]])
    #expect(positions(try limited.events(ofTypes: ["talks-closed"], with: [])) == [[6], [8]])
  }

  @Test("gives the streams that refer to things of another, in fields and in corrections")
  func references() throws {
    let (log, model) = try record([
      #""process":"us-dprk","type":"measure-pledged","as":"freeze","party":"kp","on":"2003""#,
      #""process":"a","type":"talks-suspended","because":"us-dprk/freeze","on":"2003""#,
      #""process":"b","type":"talks-resumed","through":["x","us-dprk/freeze"],"on":"2003","tlp":"RED""#,
      #""process":"c","type":"note-added","summary":"It is us-dprk/freeze, or \"not\".","on":"2003-08/2003-09""#,
      #""process":"d","type":"note-added","title":"n","sources":[{"title":"s","url":"https://x.org/us-dprk/f"}]"#,
      #""process":"e","type":"talks-resumed","on":"2003""#,
      #""process":"e","type":"event-amended","amended":"@6","set":["through=us-dprk/freeze"],"because":"b""#,
      #""process":"f","type":"note-added","about":"1994/2","on":"2003""#,
      #""process":"g","type":"note-added","about":"dprk/freeze","on":"2003-08-27/2003-08-29""#,
      #""process":"us-dprk","type":"note-added","about":"us-dprk/freeze","on":"2003""#,
      #""process":"h","type":"event-amended","amended":"@6","set":["through=y, us-dprk/freeze"],"because":"b""#,
    ])
    #expect(try log.streams(referringTo: "us-dprk") == ["a", "b", "e", "h"])
    #expect(try log.streams(referringTo: "dprk").contains("g"))
    #expect(try log.streams(referringTo: "nothing") == [])
    // No letter: it could not be told from a date.
    #expect(try log.streams(referringTo: "1994").contains("f"))
    #expect(try model.streams(referringTo: "us-dprk") == ["a", "b", "c", "d", "e", "f", "g", "h"])
    // The correction and the resumption are told without what they cannot refer to.
    let limited = try log.limited(to: .amber)
    let told = try limited.streams(referringTo: "us-dprk")
    #expect(Set(["a", "e"]).isSubset(of: told) && !told.contains("b"), "\(told)")
  }

  @Test("finds references that another client wrote with escapes")
  func escapes() throws {
    let log = PostgresLog(try Connection(TestCluster.shared().freshLog()))
    for (process, body) in [
      ("a", #"{"on":"2003","because":"us-dprk\/freeze"}"#),
      ("b", #"{"on":"2003","because":"us\u002ddprk/freeze"}"#),
      ("c", #"{"on":"2003","reason":"a \"word\"\n"}"#),
    ] {
      try log.connection.query(
        """
        SELECT * FROM log.append(
          '{}', ARRAY[(\(process), gen_random_uuid(), 'talks-suspended', \(body), NULL, 'x')]::log.new_event[])
        """)
    }
    #expect(try log.streams(referringTo: "us-dprk") == ["a", "b"])
  }

  @Test("reads an index that holds little else")
  func indexes() throws {
    let connection = try Connection(TestCluster.shared().freshLog())
    try connection.script("SET enable_seqscan = off")
    for (query, index): (SQL, String) in [
      ("SELECT stream FROM log.event WHERE log.refers_elsewhere(body)", "event_referring_elsewhere"),
      ("SELECT stream FROM log.event WHERE type = ANY ('{talks-opened,talks-closed}')", "event_type"),
      ("SELECT position FROM log.event WHERE log.is_editorial(type)", "event_type"),
    ] {
      let plan = try connection.query("EXPLAIN \(query)").map { try $0.get(0, as: String.self) }
      #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }
  }
}

/// A log that says of itself no more than it has to.
private struct Plain: EventLog {
  private let log: PostgresLog

  init(_ log: PostgresLog) { self.log = log }

  func importKey() throws -> [UInt8] { try log.importKey() }
  func head() throws -> Int64 { try log.head() }
  func append(_ appends: [Append<Event>]) throws -> [Receipt] { try log.append(appends) }
  func events(of stream: String) throws -> [RecordedEvent<Event>] { try log.events(of: stream) }
  func streams(after position: Int64) throws -> [String] { try log.streams(after: position) }
  func sizes() throws -> [(stream: String, events: Int64)] { try log.sizes() }
  func forEachByStream(
    _ streams: ClosedRange<String>, through position: Int64,
    _ body: (String, Int64, EventID, Event) throws -> Void
  ) throws { try log.forEachByStream(streams, through: position, body) }
}
