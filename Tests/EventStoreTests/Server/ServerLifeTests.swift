import Foundation
import System
import Testing

@testable import EventStore

@Suite("The embedded server from first use to its end", .enabled(if: hasPostgreSQL, "needs PostgreSQL"))
struct ServerLifeTests {
  @Test func `A first use sets up, starts and creates the database`() async throws {
    try await ServerScratch.with { scratch in
      #expect(try scratch.server().status() == .neverInitialised)
      let notes = try scratch.ensure()
      #expect(notes.count == 2 && notes[1].contains(scratch.data))
      #expect(try scratch.query("select current_database(), current_user") == "parley|parley")
      #expect(try scratch.query("show data_checksums; show fsync; show server_encoding") == "on\non\nUTF8")
      #expect(try scratch.query("show listen_addresses") == "")
      #expect(["C.UTF-8", "C"].contains(try scratch.query("show lc_collate")))
    }
  }

  @Test func `A running server is found without a note and keeps its process`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      let pid = try scratch.postmaster()
      #expect(try scratch.ensure() == [])
      #expect(try scratch.server().start { _ in } == false)
      #expect(try scratch.postmaster() == pid)
    }
  }

  @Test func `Stop waits for the end, and data are there after the next start`() async throws {
    try await ServerScratch.with { scratch in
      #expect(try scratch.server().stop() == false)
      try scratch.ensure()
      _ = try scratch.query("create table kept as select 7 as number")
      let before = Int64(Date().timeIntervalSince1970)
      guard case .running(let pid, let since, let version) = try scratch.server().status() else {
        Issue.record("not running")
        return
      }
      #expect(since <= before && version >= Installation.oldest)
      #expect(try scratch.server().stop())
      #expect(!Postmaster.isAlive(pid, in: scratch.cluster))
      #expect(scratch.processes() == [])
      #expect(try scratch.server().status() == .stopped(version: version))
      #expect(try scratch.server().stop() == false)
      #expect(try scratch.ensure().count == 1)
      #expect(try scratch.query("select number from kept") == "7")
    }
  }

  @Test func `Nobody but the account can enter the cluster or reach the socket`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      let account = try scratch.server().account
      #expect(account.user != 0)
      for path in [scratch.data, scratch.cluster, "\(scratch.data)/sockets"] {
        let info = try #require(Files.info(path))
        #expect(info.st_uid == account.user && info.st_mode & 0o077 == 0, "\(path)")
      }
      let socket = try #require(Files.info("\(scratch.data)/sockets/.s.PGSQL.5432"))
      #expect(socket.st_mode & 0o077 == 0)
    }
  }

  @Test func `The server has its own session and none of the caller's files`() async throws {
    try await ServerScratch.with { scratch in
      let leaked = unsafe open("/dev/null", O_RDONLY)  // not closed on exec
      defer { close(leaked) }
      try scratch.ensure()
      let pid = try scratch.postmaster()
      #expect(getsid(pid) != getsid(0))
      #expect(Files.target(ofLink: "/proc/\(pid)/fd/0") == "/dev/null")
      for number in 1...2 {
        #expect(Files.target(ofLink: "/proc/\(pid)/fd/\(number)") == "\(scratch.data)/server.log")
      }
      for process in scratch.processes() {
        // A process of the server may end while it is looked at.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")) ?? []
        for name in names where name != "0" {
          let target = Files.target(ofLink: "/proc/\(process)/fd/\(name)")
          #expect(target != "/dev/null" && target != "\(scratch.data)/lock", "\(process) \(name)")
        }
      }
    }
  }

  @Test func `The user's PG* and locale variables do not reach the server`() async throws {
    try await ServerScratch.with { scratch in
      var hostile = scratch
      hostile.environment.merge([
        "PGDATA": "/nonexistent", "PGPORT": "1", "PGHOSTADDR": "192.0.2.1",
        "LC_ALL": "xx_YY", "PGHOST": "192.0.2.1", "PGUSER": "nobody", "PGDATABASE": "none",
        "PGTZ": "Asia/Seoul",
      ]) { _, new in new }
      try hostile.ensure()
      #expect(try hostile.query("select current_user, current_setting('fsync')") == "parley|on")
      let pid = try scratch.postmaster()
      let given = try String(contentsOfFile: "/proc/\(pid)/environ", encoding: .utf8)
      #expect(!given.contains("192.0.2.1") && !given.contains("xx_YY"))
    }
  }

  @Test(arguments: [String(repeating: "long", count: 30), "a,b", "it's \"here\" \\ ", "평양"])
  func `A folder with a name that is hard to say works`(name: String) async throws {
    try await ServerScratch.with { scratch in
      var scratch = scratch
      scratch.environment["PARLEY_DATA"] = "\(scratch.folder)/\(name)"
      try scratch.ensure()
      #expect(try scratch.query("select 1") == "1")
      // Wherever the socket lies, it is found from the folder alone.
      scratch.environment["XDG_RUNTIME_DIR"] = scratch.folder
      #expect(try scratch.ensure() == [])
      let sockets = try #require(try Postmaster.recorded(in: scratch.cluster)).socketFolder
      #expect(sockets.utf8.count < 90)
      #expect(try scratch.server().stop())
      if !sockets.hasPrefix(scratch.folder) { try FileManager.default.removeItem(atPath: sockets) }
    }
  }

  @Test func `What is sent to the database does not end up in the server's log`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      _ = try scratch.query("create table once (name text unique); insert into once values ('sensitive')")
      #expect(throws: (any Error).self) { try scratch.query("insert into once values ('sensitive')") }
      let log = try String(contentsOfFile: "\(scratch.data)/server.log", encoding: .utf8)
      #expect(log.contains("once_name_key") && !log.contains("sensitive"))
    }
  }
}
