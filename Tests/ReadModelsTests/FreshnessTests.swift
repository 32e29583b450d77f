import Answers
import EventSourcing
import EventStore
import Postgres
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("An answer")
struct FreshnessTests {
  @Test("is not behind an append made in plain SQL")
  func plainSQL() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1)], to: "a", expecting: .any)
    #expect(try desk.picture().filter { $0.hasPrefix("timeline") }.count == 1)
    try Connection(desk.conninfo).execute(
      """
      SELECT * FROM log.append('{}', ARRAY[
        ('a', gen_random_uuid(), 'note-added', '{"on":"2004","title":"By hand"}', NULL, 'psql')
        ]::log.new_event[])
      """)
    let models = ReadModels(desk.connection, zones: UTCOnly())
    #expect(try models.freshness() == .behind(from: 1, to: 2))
    #expect(try desk.picture().filter { $0.hasPrefix("timeline") && $0.contains("By hand") }.count == 1)
    #expect(try models.freshness() == .current(2))
  }

  @Test("is the same from the tables, for a past day and for who may not write")
  func threeWays() throws {
    let desk = try Desk()
    _ = try desk.log.append(
      new(try RandomHistory(seed: 5, count: 60).events), to: "a", expecting: .any)
    _ = try desk.log.append(
      new(try RandomHistory(seed: 6, count: 60).events, from: 100), to: "b", expecting: .any)
    let written = try desk.picture()
    #expect(try desk.picture(asOf: "2100-01-01") == written)

    let timeline = try order(desk.reader())
    #expect(try order(desk.reader(asOf: "2100-01-01")) == timeline && timeline.count == 120)

    try desk.connection.script(
      """
      CREATE ROLE onlooker LOGIN BYPASSRLS; GRANT USAGE ON SCHEMA log, read TO onlooker;
      GRANT SELECT ON ALL TABLES IN SCHEMA log, read TO onlooker;
      """)
    _ = try desk.log.append([note(1_000)], to: "c", expecting: .any)
    let name: String = try desk.connection.query("SELECT current_database()")[0].get(0)
    let onlooker = try Connection(TestCluster.shared().conninfo(database: name, user: "onlooker"))
    let log = PostgresLog(onlooker)
    var answers = try RowReader(
      onlooker, log: log, zones: UTCOnly(), from: Standpoint(), today: #require(CivilDay(iso: "2026-11-25")))
    let seen = try picture(&answers, log)
    #expect(try ReadModels(desk.connection, zones: UTCOnly()).freshness() == .behind(from: 120, to: 121))
    #expect(try seen == desk.picture())
  }

  private func order(_ answers: RowReader<PostgresLog>) throws -> [Int64] {
    var (answers, positions) = (answers, [Int64]())
    try answers.forEachEvent { positions.append($0.position) }
    return positions
  }

  @Test(
    "does not rest on tables of a log that has lost its end, whatever it went on with", arguments: [0, 1, 2],
    [true, false])
  func lostEnd(since: Int, mayWrite: Bool) throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1), note(2), note(3, "Lost")], to: "a", expecting: .any)
    try desk.catchUp()
    let models = ReadModels(desk.connection, zones: UTCOnly())
    #expect(try models.freshness() == .current(3))
    // As after a failover to a standby that had not received the last event.
    try desk.connection.script(
      """
      ALTER TABLE log.event DISABLE TRIGGER event_is_immutable;
      DELETE FROM log.event WHERE position = 3;
      ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_immutable;
      UPDATE log.head SET (position, chain) = (SELECT position, chain FROM log.event WHERE position = 2);
      """)
    for number in 0..<since {
      _ = try desk.log.append([note(10 + number, "Since")], to: "a", expecting: .any)
    }
    #expect(try models.freshness() == .diverged(at: 3, head: Int64(2 + since)))
    var asking = desk.connection
    if !mayWrite {
      asking = try Connection(desk.conninfo)
      try asking.execute("SET default_transaction_read_only = on")
    }
    var reader = try RowReader(
      asking, log: PostgresLog(asking), zones: UTCOnly(), from: Standpoint(),
      today: #require(CivilDay(iso: "2026-11-25")))
    let told = try reader.rows(TimelineRow.self).map(\.headline)
    #expect(told == ["Note", "Note"] + Array(repeating: "Since", count: since))
    #expect(
      try models.freshness()
        == (mayWrite ? .current(Int64(2 + since)) : .diverged(at: 3, head: Int64(2 + since))))
  }

  @Test("about one process holds no rows of another")
  func oneProcess() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1)], to: "a", expecting: .any)
    _ = try desk.log.append([note(2)], to: "b", expecting: .any)
    for day in [nil, "2100-01-01"] {
      var answers = try desk.reader(asOf: day)
      let rows = try answers.rows(TimelineRow.self, of: "b")
      #expect(rows.map(\.process) == ["b"] && rows.map(\.event.value) == [2])
    }
  }

  @Test("comes of tables that several caught up at once")
  func atOnce() throws {
    let desk = try Desk()
    for round in 0..<3 {
      _ = try desk.log.append(
        new(try RandomHistory(seed: UInt64(round), count: 40).events, from: round * 100 + 1), to: "a",
        expecting: .any)
      let conninfo = desk.conninfo
      try inThreads(4) { _ in
        let log = PostgresLog(try Connection(conninfo))
        try ReadModels(Connection(conninfo), zones: UTCOnly()).catchUp(from: log)
      }
    }
    #expect(try desk.rebuild().check(from: desk.log).differences == [])
  }

  /// A digest (FNV-1a) of the declarations of the tables and of versions of their rows.
  private func digest(of versions: [Int]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [Table.declarations] + versions.map({ "\($0)" }) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }

  @Test("goes by a version that is another one when the tables or the meaning of their rows are")
  func version() {
    #expect(ReadModels.version == digest(of: RowTypes.all.map { $0.version }))
  }

  @Test("does not rest on tables of which a row type had an earlier version", arguments: [true, false])
  func earlierVersion(mayWrite: Bool) throws {
    let desk = try Desk()
    _ = try desk.log.append(
      new(
        try events([
          #""type":"measure-pledged","on":"2007-02-13","as":"freeze","party":"kp""#,
          #""type":"measure-implemented","on":"2007-07-14","measure":"freeze","party":"kp""#,
        ])), to: "a", expecting: .any)
    try desk.catchUp()
    let before = try desk.picture()
    // As a program left them whose measures had the version before, and another rule.
    let earlier = digest(of: RowTypes.all.map { $0.version - ($0 == MeasureRow.self ? 1 : 0) })
    #expect(earlier != ReadModels.version)
    try desk.connection.execute("UPDATE read.checkpoint SET version = \(earlier)")
    try desk.connection.script("UPDATE read.measure SET status = 'pledged', is_open = true")
    var asking = desk.connection
    if !mayWrite {
      try desk.connection.script(
        """
        CREATE ROLE bystander LOGIN BYPASSRLS; GRANT USAGE ON SCHEMA log, read TO bystander;
        GRANT SELECT ON ALL TABLES IN SCHEMA log, read TO bystander;
        """)
      let name: String = try desk.connection.query("SELECT current_database()")[0].get(0)
      asking = try Connection(TestCluster.shared().conninfo(database: name, user: "bystander"))
    }
    let log = PostgresLog(asking)
    var reader = try RowReader(
      asking, log: log, zones: UTCOnly(), from: Standpoint(), today: #require(CivilDay(iso: "2026-11-25")))
    let measures = try reader.rows(MeasureRow.self, of: "a")
    #expect(measures.map(\.status) == [.known(.implemented)] && measures.map(\.isOpen) == [.no])
    #expect(try picture(&reader, log) == before)
    // Who may write has made the tables anew.
    let models = ReadModels(desk.connection, zones: UTCOnly())
    #expect(try models.freshness() == (mayWrite ? .current(2) : .absent))
  }

  @Test("does not rest on tables of another version of the program")
  func otherShape() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1)], to: "a", expecting: .any)
    let before = try desk.picture()
    try desk.connection.script("UPDATE read.checkpoint SET version = 'old'; TRUNCATE read.timeline")
    #expect(try ReadModels(desk.connection, zones: UTCOnly()).freshness() == .absent)
    #expect(try desk.picture() == before)
  }
}
