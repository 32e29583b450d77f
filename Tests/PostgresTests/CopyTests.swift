import Postgres
import TestSupport
import Testing

@Suite("COPY in both directions")
struct CopyTests {
  struct GaveUp: Error {}
  let connection: Connection

  init() throws {
    connection = try connect()
    try connection.execute("CREATE TABLE t (n bigint, s text)")
  }

  func count() throws -> Int { try connection.query("SELECT count(*) FROM t")[0].get(0) }

  @Test func textIn() throws {
    let rows = try connection.copyIn("COPY t FROM STDIN") { copy in
      try copy.write("1\tone\n2\t")
      try copy.write(Array("two\n".utf8))
    }
    #expect(rows == 2)
    #expect(try connection.query("SELECT s FROM t ORDER BY n")[1].get(0) == "two")
  }

  @Test("tells whether a row is that of a result, and takes it back")
  func sameRow() throws {
    try connection.execute("CREATE TABLE every (a bigint, b text[], c json, d date, e bytea, f boolean)")
    func write(_ number: Int64, _ note: String?, into writer: inout BinaryCopyWriter) throws {
      try writer.beginRow(columns: 6)
      try writer.append(number)
      try writer.append(note.map { [$0, ""] } ?? [])
      try writer.append(Array(#"{"b": 1,"a":  2}"#.utf8))
      try writer.append(Day(days: -1))
      try writer.append(note.map { Array($0.utf8) })
      try writer.append(note == nil ? nil : true)
    }
    var writer = BinaryCopyWriter()
    try write(1, "one", into: &writer)
    try write(2, nil, into: &writer)
    try write(3, nil, into: &writer)
    writer.withdrawRow()
    #expect(writer.rows == 2)
    writer.end()
    _ = try connection.copyIn("COPY every FROM STDIN (FORMAT binary)") { try $0.write(writer.take()) }
    let rows = try connection.query("SELECT * FROM every ORDER BY a")
    #expect(rows.count == 2)
    for (number, note, same) in [
      (1, "one", [true, false]), (2, nil, [false, true]), (1, nil, [false, false]),
    ] {
      var writer = BinaryCopyWriter()
      try write(0, "before", into: &writer)
      try write(Int64(number), note, into: &writer)
      #expect(rows.map(writer.lastRowEquals) == same)
    }
    #expect(!writer.lastRowEquals(try connection.query("SELECT a FROM every")[0]))
  }

  @Test func everyTypeInBinary() throws {
    try connection.execute(
      """
      CREATE TABLE every (a bigint, b int, c smallint, d boolean, e double precision, f text, g bytea,
        h timestamptz, i date, j uuid, k text[], l text, m text)
      """)
    let uuid = UUIDBytes(high: 1, low: 2)
    let raw = Array("raw ⚖️".utf8)
    try #expect(
      connection.copyIn("COPY every FROM STDIN (FORMAT binary)") { copy in
        var writer = BinaryCopyWriter()
        try writer.beginRow(columns: 13)
        try writer.append(Int64.min)
        try writer.append(Int32(2))
        try writer.append(Int16(3))
        try writer.append(true)
        try writer.append(0.1)
        try writer.append("𝄞\\N")
        try writer.append([0, 255] as [UInt8])
        try writer.append(Timestamp(microseconds: 5))
        try writer.append(Day(days: 6))
        try writer.append(uuid)
        try writer.append(["x", "y\"z"])
        try unsafe raw.span.withUnsafeBytes { try unsafe writer.appendRaw($0) }
        writer.appendNull()
        writer.end()
        try copy.write(writer.take())
      } == 1)
    let row = try connection.query("SELECT * FROM every")[0]
    #expect(try row.get(0) == Int64.min)
    #expect(try row.get(1) == Int32(2))
    #expect(try row.get(2) == Int16(3))
    #expect(try row.get(3) == true)
    #expect(try row.get(4) == 0.1)
    #expect(try row.get(5) == "𝄞\\N")
    #expect(try row.get(6) == [0, 255] as [UInt8])
    #expect(try row.get(7) == Timestamp(microseconds: 5))
    #expect(try row.get(8) == Day(days: 6))
    #expect(try row.get(9) == uuid)
    #expect(try row.get(10) == ["x", "y\"z"])
    #expect(try row.get(11) == "raw ⚖️")
    #expect(try row.get(12) == nil as String?)

    var seen = 0
    try connection.copyRows("COPY every (a, h, j, f, l, m) TO STDOUT (FORMAT binary)") { row in
      seen += 1
      #expect(row.columns == 6)
      let (number, moment) = (try row.next(Int64.self), try row.next(Timestamp.self))
      let (id, text) = (try row.next(UUIDBytes.self), try row.next(String.self))
      let (bytes, null) = (try unsafe row.nextBytes().map { unsafe Array($0) }, try row.next(String?.self))
      #expect(number == .min)
      #expect(moment == Timestamp(microseconds: 5))
      #expect(id == uuid)
      #expect(text == "𝄞\\N")
      #expect(bytes == raw)
      #expect(null == nil)
      do {
        _ = try row.next(Int64.self)
        Issue.record("There is no seventh column.")
      } catch let error as PostgresError {
        #expect(error.kind == .decoding)
      }
    }
    #expect(seen == 1)
  }

  @Test func manyRowsThereAndBack() throws {
    let many = 50_000
    let loaded = try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { copy in
      var writer = BinaryCopyWriter()
      for number in 0..<many {
        if writer.count > 1 << 16 { try copy.write(writer.take()) }
        try writer.beginRow(columns: 2)
        try writer.append(number)
        try writer.append(number.isMultiple(of: 3) ? nil : "number \(number)")
      }
      writer.end()
      try copy.write(writer.take())
    }
    #expect(loaded == many)
    var expected = 0
    try connection.copyRows("COPY (SELECT * FROM t ORDER BY n) TO STDOUT (FORMAT binary)") { row in
      let (number, text) = (try row.next(Int.self), try row.next(String?.self))
      #expect(number == expected)
      #expect(text == (expected.isMultiple(of: 3) ? nil : "number \(expected)"))
      expected += 1
    }
    #expect(expected == many)
  }

  @Test func noRows() throws {
    #expect(
      try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { copy in
        var writer = BinaryCopyWriter()
        writer.end()
        try copy.write(writer.take())
      } == 0)
    try connection.copyRows("COPY t TO STDOUT (FORMAT binary)") { _ in Issue.record("There is no row.") }
  }

  @Test func nothingIsLoadedWhenTheBodyThrows() throws {
    #expect(throws: GaveUp.self) {
      _ = try connection.copyIn("COPY t FROM STDIN") { copy in
        for _ in 0..<10_000 { try copy.write("1\tone\n") }
        throw GaveUp()
      }
    }
    #expect(try count() == 0)
  }

  @Test func theServerRefusesARow() throws {
    let error = try postgresError {
      _ = try connection.copyIn("COPY t FROM STDIN") { copy in
        for _ in 0..<100_000 { try copy.write("no number\tone\n") }
      }
    }
    #expect(error.code.rawValue == "22P02")
    #expect(try count() == 0)
  }

  @Test func loadingGoesOnWhileTheCallerDoes() throws {
    func rows(_ text: String) -> [UInt8] { Array(text.utf8) }
    let first = try connection.startCopyIn("COPY t FROM STDIN", rows("1\tone\n2\ttwo\n"))
    let second = try connection.startCopyIn("COPY t FROM STDIN", rows("3\tthree\n"))
    #expect(try connection.pipeline(["SELECT count(*) FROM t"])[0][0].get(0) == 3)
    try first.finish()
    try second.finish()

    let third = try connection.startCopyIn("COPY t FROM STDIN", rows("no number\tone\n"))
    #expect(try count() == 3)
    #expect(try postgresError { try third.finish() }.code.rawValue == "22P02")
  }

  @Test func aLoadThatFailsBehindTheCallerFailsItsTransaction() throws {
    let error = try postgresError {
      try connection.transaction {
        _ = try connection.startCopyIn("COPY t FROM STDIN", Array("1\tone\n".utf8))
        _ = try connection.startCopyIn("COPY t FROM STDIN", Array("no number\tone\n".utf8))
      }
    }
    #expect(error.code == .failedTransaction)
    #expect(try count() == 0)
    try connection.transaction { _ = try connection.startCopyIn("COPY t FROM STDIN", Array("1\tone\n".utf8)) }
    #expect(try count() == 1)
  }

  @Test func aNULIsRefusedBeforeItIsSent() throws {
    let error = try postgresError {
      _ = try connection.copyIn("COPY t FROM STDIN (FORMAT binary)") { copy in
        var writer = BinaryCopyWriter()
        try writer.beginRow(columns: 2)
        try writer.append(1)
        try writer.append("a\0b")
        writer.end()
        try copy.write(writer.take())
      }
    }
    #expect(error.kind == .usage)
    #expect(try count() == 0)
  }

  @Test func textOut() throws {
    try connection.execute("INSERT INTO t VALUES (1, 'one'), (2, NULL)")
    var text: [UInt8] = []
    try unsafe connection.copyOut("COPY (SELECT * FROM t ORDER BY n) TO STDOUT") { chunk in
      unsafe text.append(contentsOf: chunk)
    }
    #expect(String(decoding: text, as: UTF8.self) == "1\tone\n2\t\\N\n")
  }

  @Test func leavingCancels() throws {
    var rows = 0
    #expect(throws: GaveUp.self) {
      try unsafe connection.copyOut("COPY (SELECT generate_series(1, 1000000000)) TO STDOUT") { _ in
        rows += 1
        if rows == 3 { throw GaveUp() }
      }
    }
    #expect(rows == 3)
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
  }

  @Test func anErrorOnTheWayOut() throws {
    var rows = 0
    let error = try postgresError {
      try unsafe connection.copyOut("COPY (SELECT 1 / (5 - n) FROM generate_series(1, 9) n) TO STDOUT") { _ in
        rows += 1
      }
    }
    #expect(error.code.rawValue == "22012")
    #expect(rows == 4)
    #expect(connection.isUsable)
  }

  @Test(arguments: ["SELECT 1", "COPY t TO STDOUT", "INSERT INTO t VALUES (1)", ""] as [SQL])
  func notCopyIn(sql: SQL) throws {
    #expect(try postgresError { _ = try connection.copyIn(sql) { _ in } }.kind == .usage)
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
  }

  @Test(arguments: ["SELECT 1", "COPY t FROM STDIN"] as [SQL])
  func notCopyOut(sql: SQL) throws {
    #expect(try postgresError { try unsafe connection.copyOut(sql) { _ in } }.kind == .usage)
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
  }

  @Test func aQueryMeanwhileIsRefused() throws {
    let loaded = try connection.copyIn("COPY t FROM STDIN") { copy in
      #expect(throws: PostgresError.self) { try connection.query("SELECT 1") }
      try copy.write("1\tone\n")
    }
    #expect(loaded == 1)
  }
}
