import Postgres
import TestSupport
import Testing

@Suite("Values survive the way to the server and back")
struct RoundTripTests {
  let connection = try! connect()

  /// Sends the values as parameters, alone and as an array, and reads them back.
  func roundTrip<T>(
    _ values: [T], sqlType: SQL, location: SourceLocation = #_sourceLocation
  ) throws where T: PostgresEncodable & PostgresDecodable & PostgresArrayElement & Equatable {
    for value in values {
      let row = try connection.query("SELECT \(value)::\(sqlType), pg_typeof(\(value))::regtype::text")[0]
      #expect(try row.get(0) == value, sourceLocation: location)
      let same = try connection.query(
        "SELECT \(sqlType.text)::regtype = \(try row.get(1, as: String.self))::regtype")
      #expect(try same[0].get(0) as Bool, sourceLocation: location)
    }
    let array = try connection.query("SELECT \(values)::\(sqlType)[]")[0]
    #expect(try array.get(0) == values, sourceLocation: location)
    let withNull = values.map(Optional.some) + [nil]
    #expect(try connection.query("SELECT \(withNull)")[0].get(0) == withNull, sourceLocation: location)
    let null: T? = nil
    #expect(try connection.query("SELECT \(null)")[0].get(0) == null, sourceLocation: location)
    #expect(try connection.query("SELECT \([T]())")[0].get(0) == [T](), sourceLocation: location)
  }

  @Test func booleans() throws { try roundTrip([true, false], sqlType: "boolean") }

  @Test func integers() throws {
    try roundTrip([Int16.min, -1, 0, 1, .max], sqlType: "smallint")
    try roundTrip([Int32.min, -1, 0, 1, .max], sqlType: "integer")
    try roundTrip([Int64.min, -1, 0, 1, .max], sqlType: "bigint")
    try roundTrip([Int.min, -1, 0, 1, .max], sqlType: "bigint")
  }

  @Test func doubles() throws {
    try roundTrip(
      [
        0, -0.0, 1.1, .pi, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      ] as [Double], sqlType: "double precision")
    let odd = try connection.query("SELECT \(Double.nan), \(-0.0), 0.5::real")[0]
    #expect(try odd.get(0, as: Double.self).isNaN)
    #expect(try odd.get(1, as: Double.self).sign == .minus)
    #expect(try odd.get(2, as: Double.self) == 0.5)
  }

  @Test func texts() throws {
    try roundTrip(
      [
        "", " ", "'; DROP TABLE events; --", #"\'"$1%_{},"#, "NULL", "{a,b}", "회담 🇰🇷 𝄞 👩‍👩‍👧‍👦", "e\u{301}",
        "\u{1}\u{1B}[31m\r\n\t", "\u{FFFF}\u{10FFFF}", String(repeating: "𝄞", count: 300_000),
      ], sqlType: "text")
  }

  @Test func bytes() throws {
    try roundTrip([[], [0], Array(0...255), [0xFF, 0, 0x5C, 0x27]] as [[UInt8]], sqlType: "bytea")
  }

  @Test func moments() throws {
    let values = [
      .distantPast, .distantFuture, Timestamp(microseconds: 0), Timestamp(microseconds: -1),
      Timestamp(microseconds: 946_684_800_000_000), Timestamp(microseconds: 1_534_896_000_123_456),
      Timestamp(microseconds: -210_866_803_200_000_000),
    ]
    try roundTrip(values, sqlType: "timestamptz")
    let same = try connection.query(
      """
      SELECT \(values[2]) = '1970-01-01T00:00:00Z', \(values[0]) = '-infinity', \(values[1]) = 'infinity',
             \(values[5]) = '2018-08-22T00:00:00.123456Z', \(values[6]) = '4714-11-24 00:00:00+00 BC'
      """)[0]
    for column in 0..<5 { #expect(try same.get(column, as: Bool.self), "column \(column)") }
  }

  @Test func days() throws {
    let values = [
      .distantPast, .distantFuture, Day(days: 0), Day(days: -1), Day(days: 17_765), Day(days: 2_145_042_905),
    ]
    try roundTrip(values, sqlType: "date")
    let same = try connection.query(
      """
      SELECT \(values[2]) = '1970-01-01', \(values[0]) = '-infinity', \(values[1]) = 'infinity',
             \(values[4]) = '2018-08-22', \(values[5]) = '5874897-12-31'
      """)[0]
    for column in 0..<5 { #expect(try same.get(column, as: Bool.self), "column \(column)") }
  }

  @Test func uuids() throws {
    let text = "0189f7ea-ae2c-7809-8aeb-b819cf5e9e7f"
    let value = try #require(UUIDBytes(text))
    #expect(value.description == text)
    #expect(UUIDBytes(text.uppercased()) == value)
    try roundTrip(
      [value, UUIDBytes(high: 0, low: 0), UUIDBytes(high: .max, low: .max)], sqlType: "uuid")
    #expect(try connection.query("SELECT \(value)::text")[0].get(0) == text)
  }

  @Test(
    arguments: [
      "", "0189f7eaae2c78098aebb819cf5e9e7f", "0189f7ea-ae2c-7809-8aeb-b819cf5e9e7",
      "+189f7ea-ae2c-7809-8aeb-b819cf5e9e7f",
      "0189f7ea-ae2c-7809-8aeb-b819cf5e9e7g", "{0189f7ea-ae2c-7809-8aeb-b819cf5e9e7f}",
      "０189f7e-ae2c-7809-8aeb-b819cf5e9e7f",
    ])
  func notUUIDs(text: String) { #expect(UUIDBytes(text) == nil) }

  @Test func otherTextTypes() throws {
    let row = try connection.query(
      "SELECT 'a'::varchar, 'b'::name, 'c'::char(2), 'd'::\"char\", '{}'::json, ARRAY['e']::varchar[]")[0]
    for (column, value) in ["a", "b", "c ", "d", "{}"].enumerated() { #expect(try row.get(column) == value) }
    #expect(try row.get(5) == ["e"])
  }

  @Test func smallerIntegersWiden() throws {
    let row = try connection.query("SELECT (-2)::smallint, (-3)::integer, ARRAY[4]::integer[]")[0]
    #expect(try row.get(0, as: Int32.self) == -2)
    #expect(try row.get(0, as: Int64.self) == -2)
    #expect(try row.get(1, as: Int.self) == -3)
    #expect(try row.get(2, as: [Int64].self) == [4])
  }
}

@Suite("What cannot be sent or read says why")
struct MismatchTests {
  let connection = try! connect()

  @Test func otherTypes() throws {
    let row = try connection.query(
      """
      SELECT 1::bigint AS id, NULL::text AS note, 1.5 AS amount, ARRAY[[1, 2]] AS grid, '294276-12-31Z'::timestamptz,
             ARRAY['a', NULL]
      """)[0]
    #expect(
      try postgresError { _ = try row.get(0, as: Int32.self) }.description
        == "Column id is bigint, which cannot be read as Int32; cast it in the query.")
    #expect(
      try postgresError { _ = try row.get("note", as: String.self) }.description
        == "Column note: A value is NULL where String was expected; ask for an optional.")
    #expect(
      try postgresError { _ = try row.get("amount", as: Double.self) }.description
        == "Column amount is the type with OID 1700, which cannot be read as Double; cast it in the query.")
    #expect(try postgresError { _ = try row.get("grid", as: [Int32].self) }.message.contains("2 dimensions"))
    #expect(try postgresError { _ = try row.get(4, as: Timestamp.self) }.message.contains("294246"))
    #expect(try postgresError { _ = try row.get(5, as: [String].self) }.message.contains("NULL"))
    #expect(try postgresError { _ = try row.get("none", as: Int.self) }.kind == .decoding)
    #expect(try postgresError { _ = try row.get(6, as: Int.self) }.kind == .decoding)
    #expect(try postgresError { _ = try row.get(-1, as: Int.self) }.kind == .decoding)
  }

  @Test func nulCharacters() throws {
    for sql: SQL in [
      "SELECT \("a\0b")", "SELECT \(["a", "\0"])", "SELECT 1 AS \(identifier: "a\0")", "SELECT '\0'",
    ] {
      let error = try postgresError { try connection.query(sql) }
      #expect(error.kind == .usage)
      #expect(error.description.contains("NUL"))
      let inPipeline = try postgresError { _ = try connection.pipeline(["SELECT 1", sql]) }
      #expect(inPipeline == error)
    }
    #expect(try postgresError { try connection.script("SELECT 1;\0 SELECT 2") }.kind == .usage)
    #expect(try postgresError { _ = try Connection("host=a\0b") }.kind == .usage)
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
  }

  @Test func timesBeforePostgreSQL() throws {
    #expect(
      try postgresError { try connection.query("SELECT \(Timestamp(microseconds: .min + 1))") }.kind == .usage
    )
    #expect(try postgresError { try connection.query("SELECT \(Day(days: .min + 1))") }.kind == .usage)
    let tooEarly = Timestamp(microseconds: -210_866_803_200_000_001)
    #expect(try postgresError { try connection.query("SELECT \(tooEarly)") }.code.rawValue == "22008")
  }

  @Test func tooManyParameters() throws {
    let many = Array(repeating: "\(1)" as SQL, count: 65_536).joined(separator: ", ")
    let error = try postgresError { try connection.query("SELECT \(many)") }
    #expect(error.kind == .usage)
    #expect(error.message.contains("65535"))
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
  }
}
