import Foundation
import Postgres
import TestSupport
import Testing

/// A database that is shared by a user in each of parley's roles.
struct SharedDatabase {
  let owner: Program
  /// The names of the users, by what they may do.
  let users: [String: String]
  let name: String

  static let roles = ["reader", "tlp_green", "auditor", "projector", "writer"]

  init() throws {
    let cluster = try TestCluster.shared()
    owner = Program(conninfo: try cluster.freshDatabase())
    try #require(try owner.run("init", "--roles").status == 0)
    let connection = try Connection(owner.conninfo)
    name = try connection.query("SELECT current_database()::text")[0].get(0)
    var users: [String: String] = [:]
    for role in Self.roles {
      let user = "\(role)_\(UUID().uuidString.prefix(8).lowercased())"
      try connection.script("CREATE USER \(user) IN ROLE parley_\(role)")
      users[role] = user
    }
    self.users = users
  }

  /// The program as the user of a role runs it.
  func program(_ role: String) throws -> Program {
    Program(conninfo: try TestCluster.shared().conninfo(database: name, user: users[role] ?? ""))
  }
}
