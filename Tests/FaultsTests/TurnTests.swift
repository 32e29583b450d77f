import EventSourcing
import EventStore
import Foundation
import Postgres
import Talks
import TestSupport
import Testing

@Suite("The turn to append")
struct TurnTests {
  private let program: Program
  private let owner: Connection
  private let database: String

  init() throws {
    program = Program(conninfo: try TestCluster.shared().freshDatabase())
    #expect(try program.run("init", "--roles").status == 0)
    owner = try Connection(program.conninfo)
    database = try owner.query("SELECT current_database()::text")[0].get(0)
  }

  /// A session of a new user in a role; without one in none.
  private func session(_ role: String?, application: String = "") throws -> (Connection, user: String) {
    let user = "turn_\(UUID().uuidString.prefix(8).lowercased())"
    try owner.script("CREATE USER \(user)" + (role.map { " IN ROLE \($0)" } ?? ""))
    let conninfo = try TestCluster.shared().conninfo(database: database, user: user)
    return (try Connection("\(conninfo) application_name=\(application)"), user)
  }

  private func append(_ connection: Connection) throws {
    try connection.script(
      "SELECT * FROM log.append('{}', ARRAY[('a', gen_random_uuid(), 'note-added', '{\"title\":\"x\"}', NULL, 'x')::log.new_event])"
    )
  }

  /// What was in the way of appends once, and what could be.
  private static let holds = [
    "SELECT pg_advisory_lock(7106407)", "SELECT pg_advisory_xact_lock(7106407)",
    "SELECT FROM log.turn FOR UPDATE", "SELECT FROM log.turn FOR KEY SHARE", "LOCK TABLE log.turn",
    "LOCK TABLE log.turn IN SHARE MODE", "LOCK TABLE log.turn IN ACCESS SHARE MODE",
    "SELECT FROM log.head FOR UPDATE", "SELECT FROM log.head FOR KEY SHARE", "SELECT * FROM log.head",
    "LOCK TABLE log.head", "LOCK TABLE log.event", "LOCK TABLE log.event IN ACCESS SHARE MODE",
    "LOCK TABLE log.event IN SHARE MODE", "SELECT FROM log.event FOR KEY SHARE", "SELECT * FROM log.event",
    "SELECT FROM log.setting FOR UPDATE", "LOCK TABLE log.setting", "SELECT log.take_turn()",
    "SELECT log.await_turn()", "SELECT log.subscribe('mine', 0)", "DELETE FROM log.turn",
    "CREATE INDEX ON log.event (by)", "VACUUM log.turn", "VACUUM FULL log.event", "ANALYZE log.event",
    "CREATE TABLE public.mine (x boolean REFERENCES log.turn)", "SELECT log.append('{}', '{}')",
    "COMMENT ON TABLE log.event IS ''", "NOTIFY parley_log", "LISTEN parley_log",
  ]

  @Test(
    "is held up by nobody who may not append, whatever they lock",
    arguments: [nil, "parley_reader", "parley_tlp_red", "parley_auditor", "parley_projector"])
  func held(role: String?) throws {
    let (attacker, _) = try session(role)
    let (writer, _) = try session("parley_writer")
    try writer.script("SET statement_timeout = '3s'")
    for hold in Self.holds {
      try attacker.script("BEGIN")
      try? attacker.script(hold)
      // What is locked stays locked in the attacker's open transaction.
      #expect(throws: Never.self, "\(role ?? "no role"): \(hold)") { try append(writer) }
      try attacker.script("ROLLBACK")
    }
    #expect(try PostgresLog(owner).head() == Int64(Self.holds.count))
  }

  @Test("is taken from a transaction that is idle with it, and what that appended was never recorded")
  func idle() throws {
    try owner.script("UPDATE log.setting SET turn_idle = '100 milliseconds'")
    let (idler, _) = try session("parley_writer")
    try idler.script("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
    try append(idler)
    let logged = try program.run("log", "note-added", "a", "--on", "2003", "--title", "Not kept waiting")
    #expect(logged.status == 0, "\(logged)")
    let error = try #require(throws: PostgresError.self) { try idler.script("COMMIT") }
    #expect(error.kind == .connection)
    #expect(try PostgresLog(owner).events(of: "a").map(\.body.title) == ["Not kept waiting"])
  }

  @Test("is waited for no longer than the store says; the refusal and the doctor name who has it")
  func refused() throws {
    try owner.script("UPDATE log.setting SET turn_wait = '1 second', turn_idle = '1 hour'")
    let (keeper, user) = try session("parley_writer", application: "keeper")
    try keeper.script("BEGIN")
    try append(keeper)
    let pid: Int32 = try keeper.query("SELECT pg_backend_pid()")[0].get(0)
    let began: String = try keeper.query(
      "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")[0].get(0)
    let named =
      "role \(user), application keeper, from this machine, in a transaction since \(began), now idle in transaction"
    let refused = try program.run("log", "note-added", "a", "--on", "2003", "--title", "Kept waiting")
    #expect(refused.status == 75 && refused.output == "")
    #expect(
      refused.complaint
        == "parley: Nothing was recorded, since others have had the turn to append for longer than 1 s: \(named). Try again, or have that session ended with SELECT pg_terminate_backend(\(pid)).\n"
    )
    let (writer, _) = try session("parley_writer")
    let error = try #require(throws: PostgresError.self) { try append(writer) }
    #expect(error.code.rawValue == "PY007" && error.message.contains(named), "\(error)")
    let doctor = try program.run("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("\nwrong recording waits for another session: \(named)\n"), "\(doctor)")
    try keeper.script("COMMIT")
    #expect(try program.run("doctor").output.contains("\nok    nobody holds up recording\n"))
    #expect(try program.run("log", "note-added", "a", "--on", "2003", "--title", "Now").status == 0)
  }

  @Test(
    "leaves a session's settings as they were, and lets none but who had to wait commit before the disk has it"
  )
  func settings() throws {
    let (keeper, _) = try session("parley_writer")
    let (waiter, _) = try session("parley_writer")
    let deferred: SQL =
      "SELECT FROM log.append('{}', ARRAY[('a', gen_random_uuid(), 'note-added', '{}', NULL, 'x')::log.new_event], true)"
    func setting(_ name: String) throws -> String {
      try waiter.query("SELECT current_setting(\(name))")[0].get(0)
    }
    try waiter.script("SET lock_timeout = '7s'")
    for mustWait in [false, true] {
      try keeper.script("BEGIN")
      if mustWait { try append(keeper) }
      try waiter.script("BEGIN")
      let started = try waiter.start(deferred)
      if mustWait {
        // Longer than one attempt to take the turn.
        usleep(1_300_000)
      } else {
        try started.finish()
      }
      try keeper.script("COMMIT")
      if mustWait { try started.finish() }
      #expect(try setting("synchronous_commit") == (mustWait ? "off" : "on"))
      #expect(try setting("lock_timeout") == "7s")
      try waiter.script("COMMIT")
      #expect(try setting("synchronous_commit") == "on" && setting("lock_timeout") == "7s")
    }
  }

  @Test("is passed on to all who wait, and those who wait name the one who has it")
  func queue() throws {
    let (keeper, user) = try session("parley_writer")
    try keeper.script("BEGIN")
    try append(keeper)
    let waiters = try (0..<4).map { _ in try session("parley_writer").0 }
    let append: SQL =
      "SELECT event_position FROM log.append('{}', ARRAY[('a', gen_random_uuid(), 'note-added', '{}', NULL, 'x')::log.new_event], true)"
    let started = try waiters.map { try $0.start(append) }
    var waiting: Int64 = 0
    while waiting < 4 {
      waiting = try owner.query(
        "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND relation = 'log.turn'::regclass"
      )[
        0
      ].get(0)
    }
    let holder = try #require(try PostgresLog(owner).turnHolder())
    #expect(holder.description.hasPrefix("role \(user), from this machine, in a transaction since "))
    try keeper.script("COMMIT")
    let positions = try started.map { try $0.finish()[0].get(0, as: Int64.self) }
    #expect(Set(positions) == [2, 3, 4, 5])
    #expect(try PostgresLog(owner).turnHolder() == nil)
  }
}
