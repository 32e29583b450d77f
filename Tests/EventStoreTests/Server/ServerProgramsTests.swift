import Foundation
import Synchronization
import System
import TestSupport
import Testing

@testable import EventStore

@Suite(
  "The embedded server where PostgreSQL's package is upgraded under it",
  .enabled(if: hasPostgreSQL, "needs PostgreSQL"))
struct ServerProgramsTests {
  /// Runs a test with an installation of its own, whose server is running and holds a table `kept`.
  private func withInstallation(_ body: (ServerScratch) throws -> Void) async throws {
    try await ServerScratch.with { scratch in
      var scratch = scratch
      let installed = try Installation.find(
        for: nil, in: DataFolder("/nowhere", environment: [:]), environment: scratch.environment,
        account: .current)
      let copy = try scratch.run("/bin/cp", ["-a", Files.split(installed.folder).parent, scratch.tree])
      try #require(copy.status == 0, "\(copy.output)")
      scratch.environment["PARLEY_PG_BIN"] = "\(scratch.tree)/bin"
      try scratch.ensure()
      _ = try scratch.query("create table kept as select 7 as number")
      try body(scratch)
    }
  }

  @Test func `It is restarted before the first statement, in one line, with what it holds`() async throws {
    try await withInstallation { scratch in
      let pid = try scratch.postmaster()
      #expect(try !scratch.server().isOutdated())
      try scratch.replacePrograms()
      #expect(try scratch.server().isOutdated())
      #expect(
        try scratch.ensure() == [
          "Restarting parley's own PostgreSQL in \(scratch.data), since its programs were upgraded"
        ])
      #expect(try scratch.postmaster() != pid)
      #expect(try !scratch.server().isOutdated())
      #expect(try scratch.query("select number from kept") == "7")
      #expect(try scratch.ensure() == [])
    }
  }

  @Test func `Starting it by hand, and going on after a lost connection, restart it as well`() async throws {
    try await withInstallation { scratch in
      var notes: [String] = []
      try scratch.replacePrograms()
      #expect(try scratch.server().start { notes.append($0) })
      try scratch.replacePrograms()
      _ = try scratch.server().rejoin { notes.append($0) }
      #expect(notes.count == 2 && notes.allSatisfy { $0.hasPrefix("Restarting") })
      // One that was stopped on purpose stays so.
      #expect(try scratch.server().stop())
      let error = try scratch.failure { _ = try scratch.server().rejoin { notes.append($0) } }
      #expect(error.code == .startFailed && notes.count == 2)
    }
  }

  @Test func `Threads that notice at once restart it once`() async throws {
    try await withInstallation { scratch in
      try scratch.replacePrograms()
      let notes = Mutex<[String]>([])
      try inThreads(8) { _ in
        let said = try scratch.ensure()
        notes.withLock { $0 += said }
      }
      let told = notes.withLock { $0.filter { !$0.hasPrefix("Waiting") } }
      #expect(told.count == 1 && told[0].hasPrefix("Restarting"), "\(told)")
      #expect(try scratch.query("select number from kept") == "7")
    }
  }

  @Test func `Others who are connected are not cut off, and are named`() async throws {
    try await withInstallation { scratch in
      let pid = try scratch.postmaster()
      try scratch.withClient(named: "desk") {
        try scratch.replacePrograms()
        let error = try scratch.failure { try scratch.ensure() }
        #expect(error.code == .inUse)
        #expect(
          error.description.hasPrefix(
            "It takes a restart of the server, since its programs were upgraded, and others are connected to it (desk since 2"
          ))
        #expect(
          error.description.hasSuffix(
            "): end them, or run “parley server stop”, which rolls back what they are at."))
        #expect(try scratch.postmaster() == pid)
      }
      #expect(try scratch.ensure().count == 1)
      #expect(try scratch.postmaster() != pid)
    }
  }

  @Test func `Programs that are gone are told, and the server is left as it is`() async throws {
    try await withInstallation { scratch in
      let pid = try scratch.postmaster()
      try FileManager.default.removeItem(atPath: "\(scratch.tree)/bin/postgres")
      let error = try scratch.failure { try scratch.ensure() }
      #expect(error.code == .noPostgreSQL && error.description.contains("\(scratch.tree)/bin"))
      #expect(Postmaster.isAlive(pid, in: scratch.cluster))
      #expect(try scratch.server().stop())
    }
  }
}

extension ServerScratch {
  fileprivate var tree: String { "\(folder)/postgresql" }

  /// Puts new files in the place of those that the server runs, as dpkg does.
  fileprivate func replacePrograms() throws {
    for file in ["bin/postgres", "lib/plpgsql.so"] {
      let path = "\(tree)/\(file)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      try FileManager.default.copyItem(atPath: path, toPath: "\(path).dpkg-new")
      try #require(unsafe rename("\(path).dpkg-new", path) == 0)
    }
  }
}
