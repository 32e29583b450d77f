import Postgres
import TestSupport
import Testing

@Suite("A transaction is kept whole or not at all")
struct TransactionTests {
  struct Refused: Error {}
  let connection: Connection

  init() throws {
    connection = try connect()
    try connection.execute("CREATE TABLE t (n int)")
  }

  func count() throws -> Int { try connection.query("SELECT count(*) FROM t")[0].get(0) }

  @Test func commits() throws {
    let value = try connection.transaction {
      try connection.execute("INSERT INTO t VALUES (1)")
      return "done"
    }
    #expect(value == "done")
    #expect(try count() == 1)
  }

  @Test func rollsBackOnAnyError() throws {
    #expect(throws: Refused.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO t VALUES (1)")
        throw Refused()
      }
    }
    #expect(try count() == 0)
    let error = try postgresError {
      try connection.transaction {
        try connection.execute("INSERT INTO t VALUES (1)")
        try connection.execute("INSERT INTO t VALUES (1 / 0)")
      }
    }
    #expect(error.code.rawValue == "22012")
    #expect(try count() == 0)
  }

  @Test func anErrorThatWasSwallowedIsNotACommit() throws {
    let error = try postgresError {
      try connection.transaction {
        try connection.execute("INSERT INTO t VALUES (1)")
        _ = try? connection.execute("INSERT INTO t VALUES (1 / 0)")
      }
    }
    #expect(error.code == .failedTransaction)
    #expect(try count() == 0)
  }

  @Test func doesNotNest() throws {
    #expect(throws: PostgresError.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO t VALUES (1)")
        try connection.transaction {}
      }
    }
    #expect(try count() == 0)
    try connection.transaction { try connection.execute("INSERT INTO t VALUES (2)") }
    #expect(try count() == 1)
  }

  @Test func deferredConstraintsFailAtCommit() throws {
    try connection.script("CREATE TABLE u (n int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
    let error = try postgresError {
      _ = try connection.transaction { try connection.execute("INSERT INTO u VALUES (1), (1)") }
    }
    #expect(error.code == .uniqueViolation)
    try connection.transaction { try connection.execute("INSERT INTO u VALUES (1)") }
  }

  @Test func aSnapshotStandsStillAndDoesNotWrite() throws {
    let other = try Connection(
      TestCluster.shared().conninfo(database: connection.query("SELECT current_database()::text")[0].get(0)))
    try connection.transaction(.readOnlySnapshot) {
      #expect(try count() == 0)
      try other.execute("INSERT INTO t VALUES (1)")
      #expect(try count() == 0)
    }
    #expect(try count() == 1)
    let error = try postgresError {
      _ = try connection.transaction(.readOnlySnapshot) { try connection.execute("INSERT INTO t VALUES (2)") }
    }
    #expect(error.code == .readOnlyTransaction)
  }
}
