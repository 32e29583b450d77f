import Foundation
import System
import Testing

@testable import EventStore

@Suite("What the embedded server refuses, and how it says so")
struct ServerRefusalTests {
  @Test func `The data folder follows PARLEY_DATA, XDG and HOME`() throws {
    func folder(_ environment: [String: String]) throws -> String {
      try DataFolder(nil, environment: environment).path
    }
    #expect(try folder(["PARLEY_DATA": "/nowhere//a/", "XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/nowhere/a")
    if isRoot {
      #expect(try folder(["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/var/lib/parley")
    } else {
      #expect(try folder(["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/parley")
      #expect(try folder(["XDG_DATA_HOME": "x", "HOME": "/h"]) == "/h/.local/share/parley")
      #expect(throws: ServerError.self) { try folder([:]) }
    }
    #expect(try DataFolder("/given", environment: ["PARLEY_DATA": "/other"]).path == "/given")
    #expect(throws: ServerError.self) { try folder(["PARLEY_DATA": "/a\u{1b}[31m"]) }
    #expect(throws: ServerError.self) { try folder(["PARLEY_DATA": "/"]) }
  }

  @Test func `A folder with something else in it is left as it is`() async throws {
    try await ServerScratch.with { scratch in
      try FileManager.default.createDirectory(atPath: scratch.data, withIntermediateDirectories: false)
      try "x".write(toFile: "\(scratch.data)/letter.txt", atomically: false, encoding: .utf8)
      let error = try scratch.failure { try scratch.ensure() }
      #expect(error.code == .folderForeign && error.description.contains(scratch.data))
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.data) == ["letter.txt"])
      #expect(Files.info(scratch.data)?.st_uid == geteuid())
      #expect(try scratch.server().status() == .neverInitialised)
    }
  }

  @Test func `A file in place of the folder is told`() async throws {
    try await ServerScratch.with { scratch in
      try "x".write(toFile: scratch.data, atomically: false, encoding: .utf8)
      let error = try scratch.failure { try scratch.ensure() }
      #expect(error.code == .folderUnusable && error.description.contains(scratch.data))
    }
  }

  @Test func `A folder that cannot be written is told`() async throws {
    try await ServerScratch.with { scratch in
      try FileManager.default.createDirectory(
        atPath: "\(scratch.folder)/closed", withIntermediateDirectories: false,
        attributes: [.posixPermissions: isRoot ? 0o700 : 0o500])
      var closed = scratch
      closed.environment["PARLEY_DATA"] = "\(scratch.folder)/closed/data"
      let error = try scratch.failure { try closed.ensure() }
      #expect(error.code == .folderUnusable && error.description.contains("closed"))
    }
  }

  @Test func `A later parley's folder is refused by number`() async throws {
    try await ServerScratch.with { scratch in
      try FileManager.default.createDirectory(atPath: scratch.data, withIntermediateDirectories: false)
      try "7\n".write(toFile: "\(scratch.data)/layout", atomically: false, encoding: .utf8)
      for act in [
        { _ = try scratch.ensure() }, { _ = try scratch.server().status() },
        { _ = try scratch.server().stop() },
      ] {
        let error = try scratch.failure(act)
        #expect(error.code == .layoutTooNew && error.description.contains("layout 7"))
      }
    }
  }

  @Test(.enabled(if: hasPostgreSQL, "needs PostgreSQL"))
  func `Data of another PostgreSQL version are refused with both versions`() async throws {
    try await ServerScratch.with { scratch in
      try FileManager.default.createDirectory(atPath: scratch.cluster, withIntermediateDirectories: true)
      try "1\n".write(toFile: "\(scratch.data)/layout", atomically: false, encoding: .utf8)
      try "99\n".write(toFile: "\(scratch.cluster)/PG_VERSION", atomically: false, encoding: .utf8)
      let error = try scratch.failure { try scratch.ensure() }
      #expect(error.code == .versionMismatch)
      #expect(error.description.contains("PostgreSQL 99") && error.description.contains("only PostgreSQL 1"))
    }
  }

  @Test func `Without PostgreSQL it says what to install`() throws {
    let data = try DataFolder("/nowhere", environment: [:])
    func failure(_ environment: [String: String]) throws -> ServerError {
      try #require(throws: ServerError.self) {
        try Installation.find(for: nil, in: data, environment: environment, account: .current)
      }
    }
    let named = try failure(["PARLEY_PG_BIN": "/nowhere"])
    #expect(named.code == .noPostgreSQL && named.description.contains("/nowhere"))
  }

  @Test func `A PostgreSQL that is too old is named`() async throws {
    try await ServerScratch.with { scratch in
      for name in ["postgres", "initdb"] {
        let path = "\(scratch.folder)/\(name)"
        try "#!/bin/sh\necho 'postgres (PostgreSQL) 12.22'\n".write(
          toFile: path, atomically: false, encoding: .utf8)
        unsafe chmod(path, 0o755)
      }
      var old = scratch
      old.environment["PARLEY_PG_BIN"] = scratch.folder
      let error = try scratch.failure { try old.ensure() }
      #expect(error.code == .noPostgreSQL && error.description.contains("12"))
    }
  }

  @Test(.enabled(if: hasPostgreSQL, "needs PostgreSQL"))
  func `A server that cannot start says why`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      #expect(try scratch.server().stop())
      let file = try #require(FileHandle(forWritingAtPath: "\(scratch.cluster)/postgresql.conf"))
      try file.seekToEnd()
      try file.write(contentsOf: Data("\nno_such_setting = on\n".utf8))
      let error = try scratch.failure { try scratch.ensure() }
      #expect(error.code == .startFailed && error.description.contains("server.log"))
      #expect(error.underlying?.contains("errors") == true)
    }
  }

  @Test(.enabled(if: hasPostgreSQL && isRoot, "only root can mount a small disk"))
  func `A full disk is told, and once there is space it works`() async throws {
    try await ServerScratch.with { scratch in
      try FileManager.default.createDirectory(atPath: scratch.data, withIntermediateDirectories: false)
      func mount(_ options: String) throws {
        let result = try scratch.run("/bin/mount", ["-t", "tmpfs", "-o", options, "tmpfs", scratch.data])
        try #require(result.status == 0, "\(result.output)")
      }
      try mount("size=20m,mode=700")
      defer {
        _ = try? scratch.server().stop()
        _ = try? scratch.run("/bin/umount", ["-l", scratch.data])
      }
      let error = try scratch.failure { try scratch.ensure() }
      #expect(error.code == .noSpace && error.description.contains(scratch.data), "\(error)")
      #expect(try scratch.server().status() == .neverInitialised)
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch.data)
      #expect(Set(left).isSubset(of: ["layout", "lock"]))

      try mount("remount,size=300m")
      try scratch.ensure()
      #expect(try scratch.query("select 1") == "1")
      #expect(try scratch.server().stop())

      try scratch.fill("\(scratch.data)/filler")
      let full = try scratch.failure { try scratch.ensure() }
      #expect(full.code == .noSpace, "\(full)")
      for name in ["filler", "filler.rest"] {
        try FileManager.default.removeItem(atPath: "\(scratch.data)/\(name)")
      }
      try scratch.ensure()
      #expect(try scratch.query("select 1") == "1")
    }
  }
}

extension ServerScratch {
  /// Takes every byte that the disk has left.
  func fill(_ path: String) throws {
    _ = try run("/bin/dd", ["if=/dev/zero", "of=\(path)", "bs=64k"])
    _ = try run("/bin/dd", ["if=/dev/zero", "of=\(path).rest", "bs=1"])
    let rest = Files.info("\(path).rest")?.st_size ?? 0
    try #require((Files.freeBytes(path) ?? 0) < 4096, "\(rest)")
  }
}
