import Foundation
import System
import TestSupport
import Testing

@testable import EventStore

@Suite("The data of the embedded server move to a later major version of PostgreSQL")
struct ServerUpgradeTests {
  /// Runs a test in a folder with a running server of the earlier of two versions, and the programs of both.
  private func withBoth(_ body: (ServerScratch, _ old: Int) throws -> Void) async throws {
    try await ServerScratch.with { scratch in
      var scratch = scratch
      let (earlier, later) = try PythonPackages.copyPostgreSQLs(to: scratch.folder)
      scratch.environment["PARLEY_PG_BIN"] = earlier
      try scratch.ensure()
      _ = try scratch.query(
        "create table kept as select 7 as number; create role analyst; grant select on kept to analyst")
      guard case .running(_, _, let old) = try scratch.server().status() else {
        throw ServerScratch.NotRunning()
      }
      scratch.environment["PARLEY_PG_BIN"] = "\(later):\(earlier)"
      try body(scratch, old)
    }
  }

  private func upgrade(_ scratch: ServerScratch) throws -> (done: EmbeddedServer.Upgraded, notes: [String]) {
    var notes: [String] = []
    return (try scratch.server().upgrade { notes.append($0) }, notes)
  }

  @Test(.needsPythonPackages)
  func `Data and rights are there afterwards, and the old ones until they are dropped`() async throws {
    try await withBoth { scratch, old in
      let (done, notes) = try upgrade(scratch)
      #expect(done.old == old && done.new > old && done.kept == "\(scratch.data)/cluster-\(old)")
      #expect(notes == ["Moving the data in \(scratch.data) from PostgreSQL \(old) to \(done.new)"])
      #expect(try scratch.query("show server_version_num").hasPrefix("\(done.new)"))
      #expect(
        try scratch.query("select number, has_table_privilege('analyst', 'kept', 'select') from kept")
          == "7|t")
      #expect(
        try scratch.query("show data_checksums; select reltuples from pg_class where relname = 'kept'")
          == "on\n1")
      let account = try scratch.server().account
      #expect(Files.info(done.kept)?.st_uid == account.user)
      let left = Set(try FileManager.default.contentsOfDirectory(atPath: scratch.data))
      #expect(
        left.subtracting(["server.log", "server.log.1", "sockets"])
          == ["cluster", "cluster-\(old)", "layout", "lock", "upgrade.log"])

      #expect(try scratch.server().stop())
      // Who wants to go back puts the folder that was kept in place.
      try FileManager.default.moveItem(atPath: scratch.cluster, toPath: "\(scratch.folder)/unwanted")
      try FileManager.default.moveItem(atPath: done.kept, toPath: scratch.cluster)
      try scratch.ensure()
      #expect(try scratch.query("show server_version_num; select number from kept").hasPrefix("\(old)"))
      #expect(try scratch.server().stop())
      try FileManager.default.moveItem(atPath: scratch.cluster, toPath: done.kept)
      try FileManager.default.moveItem(atPath: "\(scratch.folder)/unwanted", toPath: scratch.cluster)

      #expect(try scratch.server().dropKept() == [done.kept])
      #expect(try scratch.server().dropKept() == [])
      try scratch.ensure()
      #expect(try scratch.query("select number from kept") == "7")
      // There is none later than this one.
      let latest = try scratch.failure { _ = try upgrade(scratch) }
      #expect(latest.code == .noPostgreSQL)
    }
  }

  /// How far the exchange of the two clusters had come.
  enum Interrupted: CaseIterable { case beforeBoth, between }

  @Test(
    .needsPythonPackages,
    arguments: Interrupted.allCases)
  func `A move that was killed while it exchanged the clusters is finished by the next start`(
    at moment: Interrupted
  ) async throws {
    try await withBoth { scratch, old in
      let done = try upgrade(scratch).done
      _ = try scratch.query("update kept set number = 8")
      #expect(try scratch.server().stop())
      try FileManager.default.moveItem(atPath: scratch.cluster, toPath: "\(scratch.cluster).upgraded")
      if moment == .beforeBoth {
        try FileManager.default.moveItem(atPath: done.kept, toPath: scratch.cluster)
      }
      if moment == .between { #expect(try scratch.server().status() == .stopped(version: done.new)) }
      try scratch.ensure()
      #expect(try scratch.query("select number from kept") == "8")
      #expect(try scratch.server().dropKept() == [done.kept])
    }
  }

  @Test(.needsPythonPackages)
  func `Where pg_upgrade refuses it says why, and everything is as it was`() async throws {
    try await withBoth { scratch, old in
      _ = try scratch.query("alter database template1 allow_connections false")
      // A crash before does not matter.
      kill(try scratch.postmaster(), SIGKILL)
      let error = try scratch.failure { _ = try upgrade(scratch) }
      #expect(error.code == .upgradeFailed)
      #expect(
        error.description.hasPrefix("pg_upgrade cannot move the data in \(scratch.data) to PostgreSQL "),
        "\(error)")
      #expect(error.description.hasSuffix("read \(scratch.data)/upgrade.log for why."))
      #expect(!error.description.contains("(nothing)"))
      let log = try String(contentsOfFile: "\(scratch.data)/upgrade.log", encoding: .utf8)
      #expect(log.contains("template1"))
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch.data)
      #expect(!left.contains { $0.hasPrefix("cluster.") || $0.hasPrefix("cluster-") }, "\(left)")
      try scratch.ensure()
      #expect(try scratch.query("show server_version_num; select number from kept").hasPrefix("\(old)"))
    }
  }

  @Test(.needsPythonPackages)
  func `Nothing moves while others are connected`() async throws {
    try await withBoth { scratch, old in
      let pid = try scratch.postmaster()
      try scratch.withClient(named: "desk") {
        let error = try scratch.failure { _ = try upgrade(scratch) }
        #expect(error.code == .inUse)
        #expect(
          error.description.hasPrefix(
            "It takes a stop of the server to move its data, and others are connected to it (desk since 2"))
        #expect(try scratch.postmaster() == pid)
      }
      #expect(try scratch.query("show server_version_num").hasPrefix("\(old)"))
    }
  }

  @Test(.needsPythonPackages)
  func `What an upgrade before kept is not overwritten`() async throws {
    try await withBoth { scratch, old in
      try FileManager.default.createDirectory(
        atPath: "\(scratch.data)/cluster-\(old)", withIntermediateDirectories: false)
      let error = try scratch.failure { _ = try upgrade(scratch) }
      #expect(error.code == .upgradeFailed && error.description.contains("--drop-old"))
      #expect(try scratch.query("select number from kept") == "7")
    }
  }

  @Test(.needsPythonPackages)
  func `Data found with a later version alone are told how to move`() async throws {
    try await withBoth { scratch, old in
      #expect(try scratch.server().stop())
      var later = scratch
      later.environment["PARLEY_PG_BIN"] =
        scratch.environment["PARLEY_PG_BIN"]?.components(separatedBy: ":")[0]
      let error = try scratch.failure { try later.ensure() }
      #expect(error.code == .versionMismatch)
      #expect(
        error.description.hasSuffix(
          "install PostgreSQL \(old), or set PARLEY_PG_BIN to the folder of its programs, after which “parley server upgrade” can move them to the later one."
        ))
    }
  }

  @Test(.enabled(if: hasPostgreSQL, "needs PostgreSQL"))
  func `Without a later PostgreSQL, or with nothing to move, it says so`() async throws {
    try await ServerScratch.with { scratch in
      let empty = try scratch.failure { _ = try upgrade(scratch) }
      #expect(empty.code == .nothingToUpgrade && empty.description.contains(scratch.data))
      try scratch.ensure()
      var alone = scratch
      alone.environment["PATH"] = "/nonexistent"
      let pid = try scratch.postmaster()
      let error = try scratch.failure { _ = try upgrade(alone) }
      #expect(error.code == .noPostgreSQL && error.description.contains("with a colon between them"))
      // The server was not stopped for it.
      #expect(try scratch.postmaster() == pid)
    }
  }
}
