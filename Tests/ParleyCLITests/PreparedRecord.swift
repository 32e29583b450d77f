import Postgres
import TestSupport

/// A record that a suite makes once, and of which each of its tests has a copy of its own.
///
/// Rights on the database itself, such as those that `parley init --roles` grants, are not copied.
struct PreparedRecord: Sendable {
  private let database: String

  /// Makes it in an empty database.
  init(_ record: (Program) throws -> Void) throws {
    let conninfo = try TestCluster.shared().freshDatabase()
    try record(Program(conninfo: conninfo))
    database = try Connection(conninfo).query("SELECT current_database()::text")[0].get(0)
  }

  /// The program on a copy of it.
  func copy() throws -> Program {
    Program(conninfo: try TestCluster.shared().freshDatabase(template: database))
  }
}
