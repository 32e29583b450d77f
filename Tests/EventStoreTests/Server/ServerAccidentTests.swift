import Foundation
import System
import Testing

@testable import EventStore

@Suite("The embedded server after accidents", .enabled(if: hasPostgreSQL, "needs PostgreSQL"))
struct ServerAccidentTests {
  @Test func `A killed postmaster is replaced while its children still run`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      _ = try scratch.query("create table kept as select 7 as number")
      let busy = Process()
      let (path, arguments) = try scratch.server().psqlArguments()
      busy.executableURL = URL(fileURLWithPath: path)
      busy.arguments = ["-Xq", "-c", "select count(*) from generate_series(1, 1e12::bigint)"] + arguments
      busy.standardError = FileHandle.nullDevice
      try busy.run()
      defer { kill(busy.processIdentifier, SIGKILL) }
      while try scratch.query("select count(*) from pg_stat_activity where query ~ '^select count.*series'")
        == "0"
      { usleep(10_000) }
      let pid = try scratch.postmaster()
      kill(pid, SIGKILL)
      while Postmaster.isAlive(pid, in: scratch.cluster) { usleep(1000) }
      #expect(try scratch.ensure().count == 1)
      #expect(try scratch.postmaster() != pid)
      #expect(try scratch.query("select number from kept") == "7")
    }
  }

  @Test func `Files of a dead server whose number is now another process's are cleared`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      let pid = try scratch.postmaster()
      kill(pid, SIGKILL)
      while !scratch.processes().isEmpty { usleep(1000) }
      // The other process is of the same account, which PostgreSQL itself would take for the server.
      let sleeper = try scratch.server().account.command("/bin/sleep", ["600"])
      let other = Process()
      other.executableURL = URL(fileURLWithPath: sleeper.path)
      other.arguments = sleeper.arguments
      try other.run()
      defer { kill(other.processIdentifier, SIGKILL) }
      for file in ["cluster/postmaster.pid", "sockets/.s.PGSQL.5432.lock"] {
        let path = "\(scratch.data)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 0)
        try handle.write(
          contentsOf: Data(
            ([Substring("\(other.processIdentifier)")] + lines.dropFirst()).joined(separator: "\n").utf8))
        try handle.close()
      }
      if case .running = try scratch.server().status() { Issue.record("taken for running") }
      #expect(try scratch.server().stop() == false)
      #expect(try scratch.ensure().count == 1)
      #expect(other.isRunning)
      #expect(try scratch.query("select 1") == "1")
    }
  }

  @Test(arguments: ["", "12", "garbage\n\u{1b}[31m\n\n\n\n\n\n\n\n"])
  func `A broken postmaster.pid is cleared`(text: String) async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      #expect(try scratch.server().stop())
      try text.write(toFile: "\(scratch.cluster)/postmaster.pid", atomically: false, encoding: .utf8)
      unsafe chmod("\(scratch.cluster)/postmaster.pid", 0o644)
      try scratch.ensure()
      #expect(try scratch.query("select 1") == "1")
    }
  }

  @Test func `A server whose socket was swept away is restarted`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      let pid = try scratch.postmaster()
      try FileManager.default.removeItem(atPath: "\(scratch.data)/sockets")
      let notes = try scratch.ensure()
      #expect(notes.contains { $0.contains("socket") })
      #expect(try scratch.postmaster() != pid)
      #expect(try scratch.query("select 1") == "1")
    }
  }

  @Test func `A server that is going down is waited for and started again`() async throws {
    try await ServerScratch.with { scratch in
      try scratch.ensure()
      let pid = try scratch.postmaster()
      kill(pid, SIGINT)
      while try Postmaster.recorded(in: scratch.cluster)?.isReady == true {}
      try scratch.ensure()
      #expect(try scratch.postmaster() != pid)
      #expect(try scratch.query("select 1") == "1")
    }
  }

  @Test func `Threads that start at once share one server`() async throws {
    try await ServerScratch.with { scratch in
      let notes = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<8 { group.addTask { try scratch.ensure() } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(notes.filter { $0.hasPrefix("Setting up") }.count == 1)
      #expect(notes.filter { $0.hasPrefix("Starting") }.count == 1)
      #expect(try scratch.query("select 1") == "1")
    }
  }

  @Test func `Processes that start at once share one server`() async throws {
    try await ServerScratch.with { scratch in
      let settled = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<8 {
          group.addTask {
            let result = await #expect(
              processExitsWith: .success, observing: [\.standardOutputContent]
            ) { [scratch = scratch as ServerScratch] in
              // Written in one piece, so that a server holding on to it would keep the reader waiting.
              for note in try scratch.ensure() { print(note) }
              _ = try scratch.query("select 1")
            }
            return String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
          }
        }
        return try await group.reduce(into: "") { $0 += $1 }
      }
      #expect(settled.components(separatedBy: "Setting up").count == 2)
      #expect(settled.components(separatedBy: "Starting parley").count == 2)
      #expect(try scratch.query("select 1") == "1")
    }
  }

  @Test(arguments: [1, 20, 100, 300, 700, 1000, 1400, 2000])
  func `A client killed while it starts the server leaves nothing in the way`(milliseconds: Int) async throws
  {
    try await ServerScratch.with { scratch in
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [scratch = scratch as ServerScratch, milliseconds = milliseconds as Int] in
        Thread.detachNewThread {
          usleep(useconds_t(milliseconds) * 1000)
          kill(getpid(), SIGKILL)
        }
        try scratch.ensure()
        sleep(60)
      }
      try scratch.ensure()
      #expect(try scratch.query("select 1") == "1")
      let left = try FileManager.default.contentsOfDirectory(atPath: scratch.data)
      #expect(!left.contains { $0.contains(".part-") })
    }
  }
}
