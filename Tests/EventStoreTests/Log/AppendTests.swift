import EventSourcing
import EventStore
import Postgres
import Synchronization
import Talks
import TestSupport
import Testing

@Suite("An append to the log in PostgreSQL")
struct AppendTests {
  private func log() throws -> PostgresLog { PostgresLog(try Connection(TestCluster.shared().freshLog())) }

  @Test("gives dense positions and versions, and what comes back is what went in")
  func roundTrip() throws {
    let log = try log()
    let receipts = try log.append([
      Append([note(1), note(2, "“é𝄞”\n\\")], to: "a", expecting: .none),
      Append([note(3)], to: "b", expecting: .any),
    ])
    #expect(receipts.map(\.position) == [1, 2, 3])
    #expect(receipts.map(\.version) == [1, 2, 1])
    #expect(receipts.map(\.isNew) == [true, true, true])
    let events = try log.events(of: "a")
    #expect(events.map(\.body) == [note(1).body, note(2, "“é𝄞”\n\\").body])
    #expect(events.map(\.id) == [note(1).id, note(2).id])
    #expect(events.allSatisfy { $0.by == "desk" && $0.known == $0.recorded })
    #expect(try log.head() == 3)
    #expect(try log.streams(after: 2) == ["b"])
    #expect(try log.holds("b") && !log.holds("c"))
    #expect(try log.events(at: [3, 1]).map(\.stream) == ["b", "a"])
    #expect(
      try log.bodies(ofTypes: ["note-added", "talks-opened"]).map(\.title).sorted { $0 ?? "" < $1 ?? "" }
        == ["Note", "Note", "“é𝄞”\n\\"])
    #expect(try log.bodies(ofTypes: ["talks-opened"]).isEmpty)
    var batches: [Int64] = []
    try log.forEachBatch { batches += $0.map(\.position) }
    #expect(batches == [1, 2, 3])
    var byStream: [String] = []
    #expect(
      try log.forEachByStream { stream, position, _, _ in byStream.append("\(stream)\(position)") } == 3)
    #expect(byStream == ["a1", "a2", "b3"])
  }

  @Test("is refused as a whole where a process is at another version, and leaves no gap")
  func conflict() throws {
    let log = try log()
    _ = try log.append([note(1)], to: "a", expecting: .none)
    for expected in [ExpectedVersion.none, .exactly(2), .exactly(7)] {
      #expect(throws: AppendRefusal.conflict(stream: "a", actual: 1)) {
        try log.append([
          Append([note(2)], to: "b", expecting: .any), Append([note(3)], to: "a", expecting: expected),
        ])
      }
    }
    #expect(throws: AppendRefusal.conflict(stream: "c", actual: 0)) {
      try log.append([note(2)], to: "c", expecting: .exists)
    }
    #expect(try log.events(of: "b").isEmpty)
    #expect(try log.append([note(4)], to: "a", expecting: .exactly(1)).first?.position == 2)
    #expect(try log.append([note(5)], to: "a", expecting: .exists).first?.position == 3)
  }

  @Test("is harmless the second time, and refused with other content")
  func again() throws {
    let log = try log()
    _ = try log.append([note(1), note(2)], to: "a", expecting: .none)
    let again = try log.append([note(2), note(3)], to: "a", expecting: .exactly(2))
    #expect(again.map(\.position) == [2, 3])
    #expect(again.map(\.isNew) == [false, true])
    #expect(try log.append([note(1)], to: "a", expecting: .none).map(\.isNew) == [false])
    for (event, stream) in [(note(1, "Other"), "a"), (note(1), "b")] {
      #expect(throws: AppendRefusal.idReused(note(1).id)) {
        try log.append([note(9), event], to: stream, expecting: .any)
      }
    }
    #expect(throws: AppendRefusal.idReused(note(8).id)) {
      try log.append([note(8), note(8)], to: "a", expecting: .any)
    }
    #expect(try log.head() == 3)
  }

  @Test("is the same as what is there in an earlier version of its form")
  func earlierForm() throws {
    let log = try log()
    let earlier = #"{"erased":"x","reason":"asked to"}"#
    try log.connection.query(
      """
      SELECT * FROM log.append('{}', ARRAY[
        ('a', \(UUIDBytes(high: 0x7000, low: 1)), 'event-erased', \(earlier), NULL, 'x')]::log.new_event[])
      """)
    var detail = EventErased()
    (detail.erased, detail.because) = ("x", "asked to")
    let first = new([Event(detail)])
    let there = Receipt(position: 1, version: 1, isNew: false)
    #expect(try log.append(first, to: "a", expecting: .none) == [there])
    #expect(
      try log.append(first + [note(2)], to: "a", expecting: .exactly(1))
        == [there, Receipt(position: 2, version: 2, isNew: true)])
    #expect(try log.startAppend([Append(first, to: "a", expecting: .any)])() == [there])
    let bodies = try log.connection.query("SELECT body FROM log.event WHERE type = 'event-erased'")
    #expect(try bodies.map { try $0.get(0, as: String.self) } == [earlier])

    detail.because = "another reason"
    for attempt: () throws -> Void in [
      { _ = try log.append(new([Event(detail)]), to: "a", expecting: .any) },
      { _ = try log.startAppend([Append(new([Event(detail)]), to: "a", expecting: .any)])() },
      { _ = try log.append(first, to: "b", expecting: .any) },
    ] {
      #expect(throws: AppendRefusal.idReused(first[0].id), performing: attempt)
    }
    #expect(try log.head() == 2)
  }

  @Test("cannot claim to have been known later than it is recorded")
  func known() throws {
    let log = try log()
    let early = NewEvent(id: note(1).id, body: note(1).body, known: -5, by: "desk")
    let late = NewEvent(id: note(2).id, body: note(2).body, known: 32_503_680_000_000_000, by: "desk")
    _ = try log.append([early], to: "a", expecting: .any)
    #expect(try log.events(of: "a").map(\.known) == [-5])
    #expect(throws: AppendRefusal.knownInTheFuture(late.id)) {
      try log.append([late], to: "a", expecting: .any)
    }
  }

  @Test("by many at once skips nobody who follows by position")
  func concurrent() throws {
    let conninfo = try TestCluster.shared().freshLog()
    let (writers, each) = (6, 40)
    let followed = Mutex<[Int64]>([])
    try inThreads(writers + 1) { thread in
      let connection = try Connection(conninfo)
      if thread < writers {
        for number in 0..<each {
          let event = note(thread * 1_000 + number)
          _ = try PostgresLog(connection).append([event], to: "s\(number % 4)", expecting: .any)
        }
        return
      }
      var last: Int64 = 0
      while last < Int64(writers * each) {
        for row in try connection.query(
          "SELECT position FROM log.event WHERE position > \(last) ORDER BY position")
        {
          last = try row.get(0)
          followed.withLock { $0.append(last) }
        }
      }
    }
    #expect(followed.withLock { $0 } == Array(1...Int64(writers * each)))
  }

  @Test("of one event may depend on other processes than its own, or on several")
  func otherProcesses() throws {
    let log = try log()
    _ = try log.append([
      Append([note(1), note(2)], to: "a", expecting: .any), Append([note(3)], to: "b", expecting: .any),
    ])
    /// The detail of the refusal; nil where the event is recorded.
    func refusal(_ expected: String) throws -> String? {
      do throws(PostgresError) {
        try log.connection.query(
          """
          SELECT * FROM log.append(\(expected)::log.expectation[],
            ARRAY[('c', gen_random_uuid(), 'note-added', '{}', NULL, 'x')::log.new_event])
          """)
      } catch {
        #expect(error.code.rawValue == "PY001")
        return error.detail
      }
      return nil
    }
    for (expected, detail) in [
      (#"{"(a,1)"}"#, "a 2"), (#"{"(b,0)"}"#, "b 1"), (#"{"(d,-1)"}"#, "d 0"), (#"{"(d,1)"}"#, "d 0"),
      (#"{"(a,2)","(b,2)"}"#, "b 1"), (#"{"(c,0)","(a,3)"}"#, "a 2"), (#"{"(c,1)"}"#, "c 0"),
    ] {
      #expect(try refusal(expected) == detail)
    }
    #expect(try log.head() == 3)
    for expected in [
      #"{"(a,2)"}"#, #"{"(b,-1)"}"#, #"{"(d,0)"}"#, #"{"(d,)"}"#, #"{"(a,2)","(b,1)","(c,4)"}"#,
      #"{"(c,5)"}"#, "{}",
      #"{"(c,-1)"}"#, #"{"(c,)"}"#,
    ] {
      #expect(try refusal(expected) == nil, "\(expected)")
    }
    #expect(try log.events(of: "c").map(\.version) == Array(1...9))
  }

  @Test("may be made in plain SQL")
  func plainSQL() throws {
    let log = try log()
    try log.connection.execute(
      """
      SELECT * FROM log.append('{}', ARRAY[
        ('a', gen_random_uuid(), 'note-added', '{"on":"2003-08-27","title":"By hand"}', NULL, 'psql')
        ]::log.new_event[])
      """)
    #expect(try log.events(of: "a").map(\.body.title) == ["By hand"])
    for (stream, body) in [("Not a slug", "{}"), ("a", "[]"), ("a", "{")] {
      #expect(throws: PostgresError.self) {
        try log.connection.execute(
          """
          SELECT * FROM log.append('{}', ARRAY[
            (\(stream), gen_random_uuid(), 'note-added', \(body), NULL, 'psql')]::log.new_event[])
          """)
      }
    }
    #expect(try log.head() == 1)
  }
}
