import ArgumentParser
import Foundation
import Postgres
import TestSupport
import Testing

@testable import ParleyCLI

/// A primary with a standby and a pooler, and the Korean record with its roles.
private struct Servers {
  let primary: TestCluster
  let standby: TestCluster
  let pooler: Pooler
  /// Where the commands work, for files.
  let folder: ScratchFolder

  init() throws {
    primary = try TestCluster()
    standby = try TestCluster(standbyOf: primary)
    pooler = try Pooler(to: primary)
    folder = try ScratchFolder()
  }

  /// A database on the primary with the Korean record, by its name.
  func database() throws -> String {
    let conninfo = try primary.freshDatabase()
    let program = Program(conninfo: conninfo)
    for words in [["init", "--roles"], ["import", Example.journal]] {
      let outcome = try program.run(words)
      guard outcome.status == 0 else { throw TestClusterError(outcome.complaint) }
    }
    return try Connection(conninfo).query("SELECT current_database()::text")[0].get(0)
  }

  func run(_ command: EveryCommand, on conninfo: String) throws -> Program.Outcome {
    try Program(conninfo: conninfo).shell(
      "cd '\(folder.path)' && { \(command.line); }", environment: ["HOME": folder.path])
  }

  /// The connection string of both servers, the standby first.
  func both(_ database: String, _ attributes: String) -> String {
    "host=\(standby.folder),\(primary.folder) port=5432 user=postgres dbname=\(database) target_session_attrs=\(attributes)"
  }
}

/// A folder that lasts as long as a test.
private final class ScratchFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "scratch-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("The commands that are tried on some connection")
struct EveryCommandTests {
  @Test("are all that there are")
  func complete() {
    #expect(
      Set(EveryCommand.all.map(\.name)) == Set(Commands.all.compactMap { $0.configuration.commandName }))
  }
}

@Suite("Every command")
struct EveryConnectionTests {
  private let servers: Servers
  private let database: String

  init() throws {
    servers = try Servers()
    database = try servers.database()
  }

  @Test("finds the server that it needs among several, or is refused by a standby with a sentence")
  func severalHosts() throws {
    let (standby, primary) = (servers.standby, servers.primary)
    for command in EveryCommand.all {
      let alone = standby.conninfo(database: database)
      try standby.catchUp(with: primary)
      switch command.kind {
      case .asks, .examines, .copies:
        let there = try servers.run(command, on: servers.both(database, "read-write"))
        #expect(there.status == 0, "\(command): \(there)")
        let here = try servers.run(command, on: servers.both(database, "prefer-standby"))
        #expect(here.status == 0 && here.output == there.output, "\(command): \(here)")
        // A shell that ends a program keeps what it said, and completion says nothing.
        if command.isWhole, command.name != "complete" {
          #expect(
            here.complaint.hasPrefix("This is a standby")
              && here.complaint.contains("it has what was recorded up to "),
            "\(command): \(here)")
        }
      case .records, .replaces:
        let refused = try servers.run(command, on: alone)
        #expect(refused.status == 77, "\(command): \(refused)")
        #expect(
          refused.complaint.hasSuffix(
            "parley: The database is read-only; record on its primary server instead.\n"),
          "\(command): \(refused)")
        // A log with events in it is not replaced.
        if command.name == "restore" { continue }
        let done = try servers.run(command, on: servers.both(database, "read-write"))
        #expect(done.status == 0, "\(command): \(done)")
      case .other: continue
      }
    }
  }

  @Test("works through a pooler and leaves nothing behind there, or is refused with a sentence")
  func pooled() throws {
    let (direct, pooled) = (
      servers.primary.conninfo(database: database), servers.pooler.conninfo(database: database)
    )
    for command in EveryCommand.all {
      switch command.kind {
      case .asks:
        let there = try servers.run(command, on: direct)
        let here = try servers.run(command, on: pooled)
        #expect(there.status == here.status && there.output == here.output, "\(command): \(here)")
      case .examines, .records:
        let outcome = try servers.run(command, on: pooled)
        #expect(outcome.status == 0, "\(command): \(outcome)")
      case .copies, .replaces:
        if command.kind == .copies { #expect(try servers.run(command, on: direct).status == 0, "\(command)") }
        let refused = try servers.run(command, on: pooled)
        #expect(refused.status == 77, "\(command): \(refused)")
        #expect(
          refused.complaint.hasSuffix(
            "parley: This takes a session of its own, which a pooler such as PgBouncer does not give. Connect to the server itself.\n"
          ), "\(command): \(refused)")
      case .other: continue
      }
      try expectNothingLeft(after: command, pooled, direct)
    }
    let named = try Program(conninfo: pooled).run("watch", "--name", "desk")
    #expect(
      named.status == 77
        && named.complaint
          == "parley: How far it came cannot be kept through a pooler such as PgBouncer; connect to the server itself, or leave out --name.\n",
      "\(named)")
    let onStandby = try Program(conninfo: servers.standby.conninfo(database: database)).run(
      "watch", "--name", "desk")
    #expect(
      onStandby.status == 77
        && onStandby.complaint.hasSuffix(
          "parley: How far it came cannot be kept on a standby; name the primary server, or leave out --name.\n"
        ),
      "\(onStandby)")
  }

  @Test("pages and their live events come from a standby, which they name, and through a pooler")
  func served() throws {
    let primary = servers.primary.conninfo(database: database)
    for (conninfo, isStandby) in [
      (servers.standby.conninfo(database: database), true),
      (servers.pooler.conninfo(database: database), false),
    ] {
      let served = try ServedRecord(Program(conninfo: conninfo))
      let note = "DATABASE_URL='\(primary)' parley log note-added kedo --on 2003 --title New"
      let events = try served.listen("/parley.events?of=kedo", for: 1, seconds: 60, while: note)
      #expect(events.map { $0["event"] } == ["recorded"], "\(conninfo)")
      let page = try served.get("/kedo")
      #expect(page.status == 200)
      #expect(page.body.contains("This is a standby; it has what was recorded up to ") == isStandby)
    }
  }

  /// Expects the processes that a pooler shares among its clients to be as new ones are.
  private func expectNothingLeft(after command: EveryCommand, _ pooled: String, _ direct: String) throws {
    let administrator = try Connection(direct)
    let state: SQL = """
      SELECT concat_ws(' ', current_setting('role'), current_setting('search_path'),
        current_setting('default_transaction_read_only'), current_setting('statement_timeout'),
        current_setting('lock_timeout'), current_setting('synchronous_commit'),
        (SELECT string_agg(channel, ' ') FROM pg_listening_channels() channel))
      """
    let fresh: String = try administrator.query(state)[0].get(0)
    let held: SQL = """
      SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
        AND a.backend_type = 'client backend'
      """
    // A pooler takes a moment to notice that a client was ended.
    for _ in 0..<200 where try administrator.query(held)[0].get(0, as: Int64.self) > 0 { usleep(10_000) }
    #expect(try administrator.query(held)[0].get(0, as: Int64.self) == 0, "\(command)")
    // As many transactions at once as there are processes.
    let clients = try (0..<Pooler.size).map { _ in try Connection(pooled) }
    for client in clients { try client.execute("BEGIN") }
    let states = try clients.map { try $0.query(state)[0].get(0, as: String.self) }
    for client in clients { try client.execute("ROLLBACK") }
    #expect(Set(states) == [fresh], "\(command)")
  }
}
