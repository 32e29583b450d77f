import Postgres
import TestSupport
import Testing

@Suite("A pipeline answers in order")
struct PipelineTests {
  let connection: Connection

  init() throws {
    connection = try connect()
    try connection.execute("CREATE TABLE t (n int)")
  }

  func count() throws -> Int { try connection.query("SELECT count(*) FROM t")[0].get(0) }

  @Test func resultsInOrder() throws {
    let results = try connection.pipeline((0..<1000).map { "SELECT \($0), \(String($0))" })
    #expect(results.count == 1000)
    for (number, rows) in results.enumerated() {
      #expect(try rows[0].get(0) == number)
      #expect(try rows[0].get(1) == String(number))
    }
    #expect(try connection.pipeline([]).isEmpty)
    #expect(try connection.query("SELECT 1")[0].get(0) == 1)
  }

  @Test func muchInBothDirections() throws {
    let text = String(repeating: "한", count: 100_000)
    let results = try connection.pipeline(Array(repeating: "SELECT \(text)", count: 100))
    #expect(try results.allSatisfy { try $0[0].get(0) == text })
  }

  @Test func anErrorInTheMiddleUndoesAll() throws {
    let error = try postgresError {
      _ = try connection.pipeline([
        "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1 / 0)", "SELECT * FROM nowhere",
        "INSERT INTO t VALUES (2)",
      ])
    }
    #expect(error.code.rawValue == "22012")
    #expect(try count() == 0)
    #expect(try connection.pipeline(["INSERT INTO t VALUES (3)", "SELECT n FROM t"])[1][0].get(0) == 3)
  }

  @Test func anErrorBetweenBeginAndCommitLeavesNoTransaction() throws {
    let error = try postgresError {
      _ = try connection.pipeline([
        "BEGIN", "INSERT INTO t VALUES (1)", "SELECT * FROM nowhere", "COMMIT", "SELECT 1",
      ])
    }
    #expect(error.code == .undefinedTable)
    try connection.transaction { try connection.execute("INSERT INTO t VALUES (2)") }
    #expect(try count() == 1)
  }

  @Test func withinATransaction() throws {
    #expect(throws: PostgresError.self) {
      try connection.transaction {
        _ = try connection.pipeline(["INSERT INTO t VALUES (1)", "SELECT * FROM nowhere"])
      }
    }
    #expect(try count() == 0)
    try connection.transaction {
      _ = try connection.pipeline(["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)"])
    }
    #expect(try count() == 2)
  }

  @Test(arguments: ["COPY t FROM STDIN", "COPY (SELECT 1) TO STDOUT"] as [SQL])
  func copyInAPipelineEndsTheConnection(sql: SQL) throws {
    #expect(throws: PostgresError.self) { _ = try connection.pipeline(["SELECT 1", sql, "SELECT 2"]) }
    #expect(!connection.isUsable)
  }

  @Test func theBackendDiesInTheMiddle() throws {
    let error = try postgresError {
      _ = try connection.pipeline([
        "SELECT 1", "SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 2",
      ])
    }
    #expect(error.kind == .connection)
    #expect(error.code == .adminShutdown)
    #expect(!connection.isUsable)
    #expect(try postgresError { _ = try connection.pipeline(["SELECT 1"]) }.kind == .connection)
  }
}
