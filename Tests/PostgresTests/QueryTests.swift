import Postgres
import TestSupport
import Testing

@Suite("Statements and what they give")
struct QueryTests {
  let connection = try! connect()

  @Test func rowsAndCounts() throws {
    try connection.execute("CREATE TABLE t (n int PRIMARY KEY, note text)")
    #expect(try connection.execute("INSERT INTO t SELECT i, NULL FROM generate_series(1, 10) i") == 10)
    #expect(try connection.execute("DELETE FROM t WHERE n > \(7)") == 3)
    let rows = try connection.query("SELECT n, note FROM t ORDER BY n")
    #expect(rows.count == 7)
    #expect(rows.columnNames == ["n", "note"])
    #expect(try rows.map { try $0.get(0, as: Int.self) } == Array(1...7))
    #expect(rows[0].isNull(1))
    #expect(unsafe rows[0].withBytes(0) { unsafe Array($0) } == [0, 0, 0, 1])
    #expect(unsafe rows[0].withBytes(1) { unsafe $0.isEmpty })
    #expect(try connection.query("SELECT n FROM t WHERE false").isEmpty)
    #expect(try connection.query("").isEmpty)
  }

  @Test func aRowOutlivesItsConnection() throws {
    let row = try connect().query("SELECT \("still here")")[0]
    #expect(try row.get(0) == "still here")
  }

  @Test func severalStatementsAreOneScript() throws {
    try connection.script("CREATE TABLE a (n int); INSERT INTO a VALUES (1); SELECT * FROM a; -- end")
    #expect(try connection.query("SELECT count(*) FROM a")[0].get(0) == 1)
    #expect(throws: PostgresError.self) { try connection.script("INSERT INTO a VALUES (2); SELECT 1 / 0") }
    #expect(try connection.query("SELECT count(*) FROM a")[0].get(0) == 1)
    #expect(try postgresError { try connection.query("SELECT 1; SELECT 2") }.code == .syntaxError)
  }

  @Test func errorsKeepWhatTheServerSaid() throws {
    try connection.execute("CREATE TABLE t (n int CONSTRAINT only_once PRIMARY KEY)")
    try connection.execute("INSERT INTO t VALUES (1)")
    let twice = try postgresError { try connection.execute("INSERT INTO t VALUES (1)") }
    #expect(twice.kind == .server)
    #expect(twice.code == .uniqueViolation)
    #expect(twice.constraint == "only_once")
    #expect(twice.detail == "Key (n)=(1) already exists.")
    #expect(
      twice.description == """
        The database refused: duplicate key value violates unique constraint "only_once". \
        Key (n)=(1) already exists.
        """)
    let missing = try postgresError { try connection.query("SELECT * FROM nowhere") }
    #expect(missing.code == .undefinedTable)
    #expect(missing.position == 15)
    #expect(connection.isUsable)
  }

  @Test func errorsOfOurOwnFunctionsAreLeftAsTheyAre() throws {
    let error = try postgresError {
      try connection.script(
        """
        DO $$ BEGIN RAISE EXCEPTION 'The log is append-only.' USING ERRCODE = 'PY004', HINT = 'Record a correction.';
        END $$
        """)
    }
    #expect(error.code == SQLSTATE(rawValue: "PY004"))
    #expect(error.description == "The log is append-only. Record a correction.")
  }

  @Test func errorsCannotDriveATerminal() throws {
    let error = try postgresError { try connection.query("SELECT \("\u{1B}[31m\u{202E}\r\n9")::int") }
    #expect(error.description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    #expect(!error.description.contains("\u{202E}"))
  }

  @Test func settings() throws {
    #expect(connection.serverVersion >= 150_000)
    #expect(connection.parameterStatus("server_encoding") == "UTF8")
    #expect(connection.parameterStatus("client_encoding") == "UTF8")
    #expect(connection.parameterStatus("application_name") == "parley")
    #expect(connection.parameterStatus("nothing") == nil)
    let named = try Connection(
      TestCluster.shared().conninfo(database: "postgres") + " application_name=other client_encoding=LATIN1")
    #expect(named.parameterStatus("application_name") == "other")
    #expect(named.parameterStatus("client_encoding") == "UTF8")
  }

  @Test func copyAsAQueryIsRefused() throws {
    try connection.execute("CREATE TABLE t (n int)")
    for sql: SQL in ["COPY t FROM STDIN", "COPY (SELECT generate_series(1, 100000)) TO STDOUT"] {
      #expect(try postgresError { try connection.query(sql) }.kind == .usage)
      #expect(try connection.query("SELECT 1")[0].get(0) == 1)
    }
  }
}
