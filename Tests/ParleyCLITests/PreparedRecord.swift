import Postgres
import TestSupport

/// A record that a suite makes once, and of which each of its tests has a copy of its own.
struct PreparedRecord: Sendable {
  private let cluster: TestCluster
  private let database: String

  /// Makes it in an empty database.
  init(on cluster: TestCluster, _ record: (Program) throws -> Void) throws {
    self.cluster = cluster
    let conninfo = try cluster.freshDatabase()
    try record(Program(conninfo: conninfo))
    database = try Connection(conninfo).query("SELECT current_database()::text")[0].get(0)
  }

  /// Makes it on the cluster that all tests share.
  init(_ record: (Program) throws -> Void) throws { try self.init(on: TestCluster.shared(), record) }

  /// The program on a copy of it.
  func copy() throws -> Program { Program(conninfo: try cluster.freshDatabase(template: database)) }
}
