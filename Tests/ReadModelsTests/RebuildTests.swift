import EventSourcing
import EventStore
import Postgres
import Synchronization
import Talks
import TestSupport
import Testing

@testable import ReadModels

@Suite("A rebuild")
struct RebuildTests {
  @Test("finds what was changed behind the log's back, and puts it right")
  func planted() throws {
    let desk = try Desk()
    _ = try desk.log.append(
      new(try RandomHistory(seed: 3, count: 50).events), to: "a", expecting: .any)
    let before = try desk.picture()
    try desk.connection.script(
      """
      UPDATE read.timeline SET headline = 'forged' WHERE event = 1;
      DELETE FROM read.party WHERE sort_key = (SELECT sort_key FROM read.party ORDER BY sort_key LIMIT 1);
      """)
    let differences = try desk.rebuild().check(from: desk.log).differences
    #expect(differences.map(\.table) == ["party", "timeline"])
    #expect(differences.map(\.surplus) == [0, 1] && differences.map(\.missing) == [1, 1])
    #expect(try desk.picture() != before)
    try desk.rebuild().run(from: desk.log)
    #expect(try desk.picture() == before)
    #expect(
      try desk.connection.query("SELECT FROM pg_namespace WHERE nspname = 'read_next'").isEmpty
    )
  }

  @Test("can be undone, once and back again, without losing what was recorded since")
  func rollBack() throws {
    let desk = try Desk()
    let models = ReadModels(desk.connection, zones: UTCOnly())
    #expect(throws: ReadModels.NothingBefore.self) { try models.rollBack() }
    _ = try desk.log.append([note(1)], to: "a", expecting: .any)
    try desk.catchUp()
    try desk.connection.script("UPDATE read.timeline SET headline = 'as it was'")
    try desk.rebuild().run(from: desk.log)
    _ = try desk.log.append([note(2, "Since")], to: "b", expecting: .any)
    #expect(!(try desk.picture().contains { $0.contains("as it was") }))
    try models.rollBack()
    var seen = try desk.picture()
    #expect(seen.contains { $0.contains("as it was") } && seen.contains { $0.contains("Since") })
    try models.rollBack()
    seen = try desk.picture()
    #expect(!seen.contains { $0.contains("as it was") } && seen.contains { $0.contains("Since") })
    try desk.connection.script("UPDATE read_before.checkpoint SET version = 'old'")
    #expect(throws: ReadModels.NothingBefore.self) { try models.rollBack() }
    try models.forget()
    #expect(try desk.connection.query("SELECT FROM pg_namespace WHERE nspname = 'read_before'").isEmpty)
  }

  @Test("goes on from one that was cut off")
  func cutOff() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1)], to: "a", expecting: .any)
    try desk.connection.script("CREATE SCHEMA read_next; CREATE TABLE read_next.left_over ()")
    let before = try desk.picture()
    try desk.rebuild().run(from: desk.log)
    #expect(try desk.picture() == before)
  }

  @Test("shows readers all of the tables at every moment")
  func readers() throws {
    let desk = try Desk()
    _ = try desk.log.append(
      new(try RandomHistory(seed: 4, count: 200).events), to: "a", expecting: .any)
    try desk.catchUp()
    let isOver = Mutex(false)
    let looks = Mutex(0)
    let conninfo = desk.conninfo
    try inThreads(2) { thread in
      if thread == 0 {
        defer { isOver.withLock { $0 = true } }
        let desk = try Desk(conninfo)
        for _ in 0..<10 { try desk.rebuild().run(from: desk.log) }
      } else {
        let connection = try Connection(conninfo)
        while !isOver.withLock({ $0 }) {
          let count: Int64 = try connection.query("SELECT count(*) FROM read.timeline")[0].get(0)
          #expect(count == 200)
          looks.withLock { $0 += 1 }
        }
      }
    }
    #expect(looks.withLock { $0 } > 10)
  }

  @Test("folds each process once, however many there are and wherever they are cut")
  func pieces() throws {
    let desk = try Desk()
    for number in 1...300 { _ = try desk.log.append([note(number)], to: "p-\(number)", expecting: .any) }
    let outcome = try desk.rebuild().run(from: desk.log)
    #expect(outcome == .init(events: 300, processes: 300, head: 300))
    let pieces = Rebuild<PostgresLog>.pieces(of: [("a", 600), ("b", 600), ("c", 5000), ("d", 1)])
    #expect(pieces == ["a"..."b", "c"..."c", "d"..."d"])
    #expect(Rebuild<PostgresLog>.pieces(of: []) == [])
  }

  @Test("tells how far it is")
  func progress() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1), note(2)], to: "a", expecting: .any)
    var told: [Int64] = []
    try desk.rebuild().run(from: desk.log) { told.append($0) }
    #expect(told.last == 2)
  }
}
