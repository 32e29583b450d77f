import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("Catching up")
struct CatchUpTests {
  /// The rows of all tables, each with the place in its file, which a row leaves when it is written anew.
  private func rows(_ desk: Desk) throws -> [String: [String: String]] {
    var found: [String: [String: String]] = [:]
    for type in RowTypes.all {
      let rows = try desk.connection.query(
        "SELECT encode(sort_key, 'hex'), ctid::text || t::text FROM read.\(identifier: type.name) t")
      found[type.name] = Dictionary(
        uniqueKeysWithValues: try rows.map { (try $0.get(0), try $0.get(1)) })
    }
    return found
  }

  @Test("writes no row that is as it was, be it of an event that happened before all others")
  func leavesRows() throws {
    let desk = try Desk()
    _ = try desk.log.append(
      new(try RandomHistory(seed: 5, count: 120).events), to: "talks", expecting: .any)
    try desk.catchUp()
    let before = try rows(desk)
    var first = Event(NoteAdded(), on: try EDTF("1950-06-25"))
    first.title = "The first"
    _ = try desk.log.append(new([first], from: 1000), to: "talks", expecting: .any)
    try desk.catchUp()
    let after = try rows(desk)
    for table in ["timeline", "search"] {
      // All rows are where they were, and one came.
      let (old, new) = (before[table] ?? [:], after[table] ?? [:])
      #expect(old.count == 120 && new.count == 121, "\(table)")
      #expect(old.allSatisfy { new[$0.key] == $0.value }, "\(table)")
    }
    // A note changes nothing but what tells of the process as a whole and of its sources.
    let touched = after.keys.filter { after[$0] != before[$0] }.sorted()
    #expect(touched == ["process", "search", "timeline"])
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
  }

  @Test(
    "takes away the rows that corrections leave without a ground", arguments: 1...8 as ClosedRange<UInt64>)
  func corrected(seed: UInt64) throws {
    let desk = try Desk()
    let events = new(try RandomHistory(seed: seed, count: 90, isCorrected: true).events)
    for start in stride(from: 0, to: events.count, by: 15) {
      _ = try desk.log.append(Array(events[start..<start + 15]), to: "talks", expecting: .any)
      try desk.catchUp()
    }
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
  }

  @Test("puts right a row that new events can matter to and that was changed behind its back")
  func heals() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1), note(2)], to: "talks", expecting: .any)
    try desk.catchUp()
    try desk.connection.script(
      """
      UPDATE read.timeline SET headline = 'forged' WHERE event = 1;
      DELETE FROM read.search WHERE event = 2
      """)
    // By the title of a thing other events may read otherwise, but not by a note.
    _ = try desk.log.append([note(3)], to: "talks", expecting: .any)
    try desk.catchUp()
    #expect(try desk.rebuild().check(from: desk.log).differences.map(\.table) == ["timeline", "search"])
    let pledge = try events([#""type":"measure-pledged","on":"2007-02-13","as":"freeze","party":"kp""#])
    _ = try desk.log.append(new(pledge, from: 4), to: "talks", expecting: .any)
    try desk.catchUp()
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
  }

  @Test("leaves what is recorded meanwhile for the next time")
  func meanwhile() throws {
    let desk = try Desk()
    let conninfo = desk.conninfo
    _ = try desk.log.append([note(1)], to: "talks", expecting: .any)
    try desk.catchUp()
    try inThreads(2) { thread in
      let connection = try Connection(conninfo)
      for number in 2...200 {
        if thread == 0 {
          _ = try PostgresLog(connection).append([note(number)], to: "talks", expecting: .any)
        } else {
          try ReadModels(connection, zones: UTCOnly()).catchUp(from: PostgresLog(connection))
        }
      }
    }
    try desk.catchUp()
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
  }

  @Test("one event after another gives what a rebuild does", arguments: 1...6 as ClosedRange<UInt64>)
  func oneByOne(seed: UInt64) throws {
    let desk = try Desk()
    for event in new(try RandomHistory(seed: seed, count: 60, isCorrected: seed.isMultiple(of: 2)).events) {
      _ = try desk.log.append([event], to: "talks", expecting: .any)
      try desk.catchUp()
    }
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
  }
}

@Suite("The sort key of a row")
struct PlacesTests {
  private func place(_ moment: Int64, _ position: Int64) -> SortKeys.Anchor {
    SortKeys.Anchor(moment: moment, position: position)
  }

  @Test("is that of its event, and after it a number where its event comes before one above")
  func sequence() {
    var sequence = SortKeys.Sequence()
    let first: [UInt8] = [0x80, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 1, 2]
    #expect(sequence.next(place(5, 0x102)) == first)
    #expect(sequence.next(place(5, 0x102)) == first + [0, 0, 0, 1])
    #expect(sequence.next(place(-1, 7)) == first + [0, 0, 0, 2])
    #expect(sequence.next(place(5, 0x103)) == first.dropLast() + [3])
  }

  @Test("sorts as bytes as its events do, those before 1970 included")
  func order() {
    let anchors = [
      place(.min, 0), place(.min, 9), place(-2, 1), place(-1, 300), place(0, 2), place(0, 255), place(0, 256),
      place(.max, 1),
    ]
    let bytes = anchors.map { anchor in
      var sequence = SortKeys.Sequence()
      return sequence.next(anchor)
    }
    #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }
}

@Suite("What a row rests on")
struct WhyTests {
  private func cell(_ text: String?, _ events: Provenance) -> Traced<Cell> {
    Traced(text.map(Cell.text) ?? .null, events)
  }

  @Test("takes no bytes where it is the row's own event")
  func own() throws {
    let why = Why(of: [cell("a", [7]), cell(nil, []), cell("b", [7])])
    #expect(why.bytes(own: 7) == nil)
    #expect(try Why(nil, own: 7) == why)
    #expect(why.bytes(own: 8) == [1, 1, 14])
    #expect(why.bytes(own: nil) == [1, 1, 14])
  }

  @Test("is kept as steps, each list once, and by column only where a cell rests on others")
  func bytes() throws {
    // The row rests on 100, 200, 300 and 1000: three steps of 100, one of 700.
    let all: Provenance = [100, 200, 300, 1000]
    let why = Why(of: [cell("a", all), cell("b", [1000]), cell("c", [1000]), cell("d", [])])
    let expected: [UInt8] = [
      3,  // lists
      2, 0xC9, 0x01, 3, 0xF8, 0x0A,  // 100 × 2 + 1 = 201, three times; 700 × 2 = 1400
      1, 0xD0, 0x0F,  // 1000 × 2 = 2000
      0,
      1, 1, 2, 1, 3, 2,
    ]
    #expect(why.bytes(own: 100) == expected)
    let read = try Why(expected, own: 100)
    #expect(read == why && read.row == all)
    #expect(read.provenance(ofColumn: 0) == nil && read.provenance(ofColumn: 1) == [1000])
    #expect(read.provenance(ofColumn: 3) == [])
  }

  @Test("takes a few bytes for ten thousand events of one process among a hundred")
  func short() {
    let every = Provenance(stride(from: Int64(17), to: 1_000_000, by: 100))
    #expect(every.all.count == 10_000)
    #expect((Why(of: [cell("a", every)]).bytes(own: nil)?.count ?? 99) < 12)
  }

  @Test(
    "that is damaged is refused",
    arguments: [[], [1], [1, 1, 0x80], [1, 1, 3], [1, 1, 14, 0], [1, 1, 14, 0, 1]])
  func damaged(bytes: [UInt8]) {
    #expect(throws: UnreadableCell.self) { try Why(bytes, own: 1) }
  }

  @Test("is what log.events_behind lists", arguments: 1...6 as ClosedRange<UInt64>)
  func sql(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let desk = try Desk()
    let lists = (0..<4).map { _ in
      Provenance(
        (0..<Int.random(in: 1...40, using: &dice)).map { _ in Int64.random(in: 1...1 << 40, using: &dice) })
    }
    let cells = (0..<6).map { _ in cell("x", lists[Int.random(in: lists.indices, using: &dice)]) }
    let why = Why(of: cells)
    let bytes = try #require(why.bytes(own: nil))
    #expect(try Why(bytes, own: nil) == why)
    let rows = try desk.connection.query("SELECT cell, positions FROM log.events_behind(\(bytes))")
    #expect(rows[0].isNull(0))
    #expect(try rows[0].get(1, as: [Int64].self) == why.row.all)
    for row in rows.dropFirst() {
      let column: Int32 = try row.get(0)
      #expect(try row.get(1, as: [Int64].self) == why.provenance(ofColumn: Int(column))?.all)
    }
    #expect(rows.count == 1 + cells.count { $0.provenance != why.row })
  }
}
