import EventSourcing
import EventStore
import Postgres
import ReadModels
import Synchronization
import Talks
import TestSupport
import Testing

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
      UPDATE read.timeline SET headline = 'forged' WHERE n = 1;
      DELETE FROM read.party WHERE n = 1;
      """)
    let differences = try desk.rebuild().check(from: desk.log).differences
    #expect(differences.map(\.projection) == ["party", "timeline"])
    #expect(differences.map(\.surplus) == [0, 1] && differences.map(\.missing) == [1, 1])
    #expect(try desk.picture() != before)
    try desk.rebuild().run(from: desk.log, swap: true)
    #expect(try desk.picture() == before)
    #expect(
      try desk.connection.query("SELECT FROM pg_namespace WHERE nspname IN ('read_next', 'read_old')").isEmpty
    )
  }

  @Test("goes on from one that was cut off")
  func cutOff() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1)], to: "a", expecting: .any)
    try desk.connection.script("CREATE SCHEMA read_next; CREATE TABLE read_next.left_over ()")
    let before = try desk.picture()
    try desk.rebuild().run(from: desk.log, swap: true)
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
      let connection = try Connection(conninfo)
      if thread == 0 {
        defer { isOver.withLock { $0 = true } }
        let log = PostgresLog(try Connection(conninfo))
        for _ in 0..<10 { try Rebuild(connection, zones: UTCOnly()).run(from: log, swap: true) }
      } else {
        while !isOver.withLock({ $0 }) {
          let count: Int64 = try connection.query("SELECT count(*) FROM read.timeline")[0].get(0)
          #expect(count == 200)
          looks.withLock { $0 += 1 }
        }
      }
    }
    #expect(looks.withLock { $0 } > 10)
  }

  @Test("tells how far it is")
  func progress() throws {
    let desk = try Desk()
    _ = try desk.log.append([note(1), note(2)], to: "a", expecting: .any)
    var told: [Int64] = []
    try desk.rebuild().run(from: desk.log, swap: false) { told.append($0) }
    #expect(told.last == 2)
  }
}
