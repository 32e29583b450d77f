import Postgres
import TestSupport
import Testing

/// A connection to an empty database.
func connect() throws -> Connection {
  try Connection(TestCluster.shared().freshDatabase())
}

/// The error that the body throws; records an issue where it throws none or another one.
func postgresError(_ body: () throws -> Void) throws -> PostgresError {
  try #require(throws: PostgresError.self) { try body() }
}
