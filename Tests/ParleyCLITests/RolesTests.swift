import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Who shares a database may do what their role says")
struct RolesTests {
  private let owner: Connection
  private let names: [String: String]
  private let database: String

  init() throws {
    let cluster = try TestCluster.shared()
    let program = Program(conninfo: try cluster.freshDatabase())
    let outcome = try program.run("init", "--roles")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try program.run("init", "--roles").status == 0)
    #expect(try program.run("import", Example.chronicle("colombia")).status == 0)
    owner = try Connection(program.conninfo)
    database = try owner.query("SELECT current_database()::text")[0].get(0)
    var names: [String: String] = [:]
    for role in ["reader", "auditor", "projector", "writer"] {
      let name = "\(role)_\(UUID().uuidString.prefix(8).lowercased())"
      try owner.script("CREATE USER \(name) IN ROLE parley_\(role)")
      names[role] = name
    }
    self.names = names
  }

  private func conninfo(_ role: String) throws -> String {
    try TestCluster.shared().conninfo(database: database, user: names[role] ?? "")
  }

  @Test("a writer logs, asks and rebuilds, beside others")
  func writer() throws {
    let writer = Program(conninfo: try conninfo("writer"))
    let logged = try writer.run(
      "log", "note-added", "colombia-farc", "--on", "2016", "--title", "By a writer")
    #expect(logged.status == 0, "\(logged)")
    #expect(try writer.run("show", "colombia-farc").status == 0)
    let rebuilt = try writer.run("rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt)")
    #expect(try Program(conninfo: conninfo("projector")).run("rebuild").status == 0)
    #expect(try Program(conninfo: conninfo("auditor")).run("list").status == 0)
    #expect(try writer.run("log", "note-added", "x", "--on", "2016", "--title", "Again").status == 0)
    #expect(try writer.run("verify").complaint == "")
    let audit = try Program(conninfo: conninfo("auditor")).run("verify")
    #expect(audit.status == 0 && audit.output.hasPrefix("All "), "\(audit)")
    #expect(audit.complaint.hasPrefix("The tables are not compared: "))
    #expect(
      try Program(conninfo: conninfo("reader")).shell("timeout 2 parley watch --after 0").output.count > 100)
  }

  @Test("only who appends has the key of the ids of imported lines, and only the owner erases")
  func importKey() throws {
    for role in ["reader", "auditor", "projector"] {
      let connection = try Connection(conninfo(role))
      let error = #expect(throws: PostgresError.self) { try connection.query("SELECT log.import_key()") }
      #expect(error?.code == .insufficientPrivilege, "\(role)")
      // Who may see all of the log has the right to the table, and finds no row there.
      let keys = try? connection.query("SELECT count(*) FROM log.secret")[0].get(0, as: Int64.self)
      #expect(keys ?? 0 == 0, "\(role)")
      for call in ["log.purge()", "log.holders(pg_current_xact_id())"] {
        let refused = #expect(throws: PostgresError.self) { try connection.script("SELECT \(call)") }
        #expect(refused?.code == .insufficientPrivilege, "\(role)")
      }
    }
    let writer = try Connection(conninfo("writer"))
    #expect(try writer.query("SELECT length(log.import_key())")[0].get(0) == Int32(32))
  }

  @Test("a reader asks, also what the tables do not hold yet, and appends nothing")
  func reader() throws {
    let reader = Program(conninfo: try conninfo("reader"))
    try owner.script(
      """
      SELECT * FROM log.append('{}', ARRAY[('unseen', gen_random_uuid(), 'note-added', '{"on":"2003","title":"New"}',
        NULL, 'desk')]::log.new_event[])
      """)
    let list = try reader.run("list")
    #expect(list.status == 0 && list.output.contains("unseen"), "\(list)")
    let refused = try reader.run("log", "note-added", "x", "--on", "2016", "--title", "No")
    #expect(refused.status == 77 && refused.output == "", "\(refused)")
    #expect(refused.complaint.contains("permission denied"))
    for words in [["log", "note-added", "x", "--on", "2016", "--title", "No"], ["rebuild"], ["init"]] {
      let refused = try reader.run(words)
      #expect(refused.status == 77, "\(words): \(refused)")
      #expect(
        refused.complaint.hasSuffix(
          " Have the role granted that may: parley_writer records, parley_projector rebuilds, parley_auditor verifies and backs up, and the owner of the log erases and sets it up.\n"
        ), "\(words): \(refused)")
    }
  }

  @Test(
    "nobody but the owner changes, removes, forges or opens the log",
    arguments: [
      "INSERT INTO log.event SELECT * FROM log.event LIMIT 1", "UPDATE log.event SET type = 'x'",
      "DELETE FROM log.event", "TRUNCATE log.event", "ALTER TABLE log.event DISABLE TRIGGER ALL",
      "UPDATE log.head SET position = 0", "UPDATE log.head SET chain = ''",
      "UPDATE log.event SET body = NULL, salt = NULL",
      "SELECT log.erase((SELECT id FROM log.event LIMIT 1), (SELECT (stream, gen_random_uuid(), 'event-erased', json_build_object('erased', id, 'on', '2026', 'reason', 'x'), NULL, 'x')::log.new_event FROM log.event LIMIT 1))",
      "UPDATE log.setting SET marking = 'CLEAR'", "DROP POLICY seen ON log.event",
      "ALTER TABLE log.event DISABLE ROW LEVEL SECURITY", "SELECT log.remark(id) FROM log.event",
      "DELETE FROM log.migration", "DROP SCHEMA log CASCADE", "SET ROLE parley_owner",
      "SET session_replication_role = replica; DELETE FROM log.event",
      "CREATE FUNCTION log.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
      "ALTER FUNCTION log.append(log.expectation[], log.new_event[], boolean, timestamptz) SECURITY INVOKER",
    ])
  func forbidden(sql: String) throws {
    for role in ["reader", "auditor", "projector", "writer"] {
      let connection = try Connection(conninfo(role))
      #expect(throws: PostgresError.self, "\(role): \(sql)") { try connection.script(sql) }
    }
    for role in ["reader", "auditor", "projector"] {
      let connection = try Connection(conninfo(role))
      #expect(throws: PostgresError.self, "\(role) appends") {
        try connection.script("SELECT * FROM log.append('{}', '{}')")
      }
    }
  }
}
