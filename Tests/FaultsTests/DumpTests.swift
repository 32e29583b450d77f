import EventSourcing
import EventStore
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A dump that is restored in another cluster")
struct DumpTests {
  /// With roles, that the log is shared by; they are no part of a database, and are dumped by themselves.
  @Test(
    "keeps positions, subscriptions, evidence and rights, and appending goes on", arguments: [false, true])
  func restore(withRoles: Bool) throws {
    let old = try TestCluster()
    let before = Program(conninfo: try old.freshDatabase())
    if withRoles { #expect(try before.run("init", "--roles").status == 0) }
    #expect(try before.run("import", Example.journal).status == 0)
    #expect(try before.run("import", Example.chronicle("colombia")).status == 0)
    var follower = Subscription(after: 0, name: "desk") { try Connection(before.conninfo) }
    #expect(try !follower.next(timeoutMilliseconds: 0).isEmpty)
    try follower.advance()

    let dump = "\(old.folder)/dump"
    try old.run("pg_dump", "--format=custom", "--file=\(dump)", "--dbname=\(before.conninfo)")
    let new = try TestCluster()
    let after = Program(conninfo: try new.freshDatabase())
    if withRoles {
      try old.run(
        "pg_dumpall", "--roles-only", "--file=\(dump).roles", "--dbname=\(old.conninfo(database: "postgres"))"
      )
      try new.run("psql", "--quiet", "--file=\(dump).roles", new.conninfo(database: "postgres"))
    }
    try new.run("pg_restore", "--exit-on-error", "--dbname=\(after.conninfo)", dump)

    let (one, other) = (try Connection(before.conninfo), try Connection(after.conninfo))
    for table in ["event", "head", "subscription", "migration"] {
      let digest: SQL =
        "SELECT count(*) || ' ' || md5(string_agg(t::text, '' ORDER BY t::text)) FROM log.\(identifier: table) t"
      let kept: String = try other.query(digest)[0].get(0)
      let original: String = try one.query(digest)[0].get(0)
      #expect(kept == original, "\(table)")
    }
    let root = try before.run("verify").output
    let verified = try after.run("verify")
    #expect(verified.status == 0 && verified.output == root, "\(verified)")
    // The right to make schemas is one to the database, which is no part of its dump.
    if withRoles { #expect(try after.run("init", "--roles").status == 0) }
    #expect(try after.run("rebuild", "--check").status == 0)
    #expect(throws: PostgresError.self) {
      try other.execute("UPDATE log.event SET by = 'me' WHERE position = 3")
    }
    #expect(throws: PostgresError.self) { try other.script("TRUNCATE log.event") }

    var writer = after
    if withRoles {
      try other.script("CREATE USER scribe IN ROLE parley_writer")
      let database: String = try other.query("SELECT current_database()::text")[0].get(0)
      writer = Program(conninfo: new.conninfo(database: database, user: "scribe"))
    }
    let head = try PostgresLog(one).head()
    let logged = try writer.run("log", "note-added", "demo", "--on", "2003", "--title", "On", "--json")
    #expect((try logged.json() as? [String: Any])?["position"] as? Int == Int(head) + 1, "\(logged)")
    #expect(try writer.run("import", Example.journal).output.hasPrefix("Recorded 0 new events "))
    // The follower goes on where it was before the dump, as the role that it was.
    var next = Subscription(after: 0, name: "desk") { try Connection(after.conninfo) }
    #expect(try next.next(timeoutMilliseconds: 0).first?.position == follower.position + 1)
    try expectSound(writer.conninfo, events: Int(head) + 1)
  }
}
