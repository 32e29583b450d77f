import Foundation
import System
import TestSupport
import Testing

@testable import EventStore

/// A folder of a test's own, which is removed after it with every server that runs in it.
struct ServerScratch: Sendable, Codable {
  let folder: String
  var environment: [String: String]

  var data: String { environment["PARLEY_DATA"] ?? "\(folder)/data" }
  var cluster: String { "\(data)/cluster" }

  private init(folder: String) {
    self.folder = folder
    environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "PARLEY_DATA": "\(folder)/data"]
    environment["PARLEY_PG_BIN"] = ProcessInfo.processInfo.environment["PARLEY_PG_BIN"]
  }

  static func with(named name: String = "s", _ body: (ServerScratch) async throws -> Void) async throws {
    let made = "\(fastFolder)/parley-\(name)-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: made, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    let scratch = ServerScratch(folder: made)
    defer {
      scratch.killEverything()
      try? FileManager.default.removeItem(atPath: made)
    }
    try await body(scratch)
  }

  func server() throws -> EmbeddedServer { try EmbeddedServer(environment: environment) }

  /// Starts the server if need be and gives what it noted on the way.
  @discardableResult
  func ensure() throws -> [String] {
    var notes: [String] = []
    _ = try server().ensureRunning { notes.append($0) }
    return notes
  }

  /// The lines that a statement gives, through psql.
  func query(_ sql: String) throws -> String {
    let (path, arguments) = try server().psqlArguments()
    let result = try run(path, ["-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql] + arguments)
    guard result.status == 0 else { throw Failed(output: result.output) }
    return result.output.trimmingCharacters(in: .newlines)
  }

  /// Runs a test while somebody is connected to the server, who is not cut off.
  func withClient(named name: String, _ body: () throws -> Void) throws {
    let client = Process()
    let (path, arguments) = try server().psqlArguments()
    client.executableURL = URL(fileURLWithPath: path)
    client.arguments = ["-Xq"] + arguments
    client.environment = ["PGAPPNAME": name, "PATH": "/usr/bin:/bin"]
    let input = Pipe()
    client.standardInput = input
    try client.run()
    defer { client.terminate() }
    while try query("select count(*) from pg_stat_activity where application_name = '\(name)'") == "0" {
      usleep(10_000)
    }
    try body()
    try #require(client.isRunning)
    try input.fileHandleForWriting.close()
    client.waitUntilExit()
    #expect(client.terminationStatus == 0)
  }

  struct Failed: Error {
    let output: String
  }

  func run(_ path: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let result = try Subprocess(path: path, arguments: arguments, environment: environment, account: .current)
      .run()
    return (result.status, result.output)
  }

  func postmaster() throws -> pid_t {
    guard case .running(let pid, _, _) = try server().status() else {
      throw NotRunning()
    }
    return pid
  }

  struct NotRunning: Error {}

  /// The server's processes.
  func processes() -> [pid_t] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { pid_t($0) }.filter {
      Files.target(ofLink: "/proc/\($0)/cwd")?.hasPrefix(folder + "/") ?? false
    }
  }

  private func killEverything() {
    for _ in 0..<200 {
      let left = processes()
      if left.isEmpty { return }
      for pid in left { kill(pid, SIGKILL) }
      usleep(10_000)
    }
  }

  func failure(_ body: () throws -> Void) throws -> ServerError {
    try #require(throws: ServerError.self) { try body() }
  }
}

let isRoot = geteuid() == 0
let hasPostgreSQL = (try? ServerScratch.installed()) ?? false

extension ServerScratch {
  static func installed() throws -> Bool {
    let environment = ProcessInfo.processInfo.environment
    _ = try Installation.find(
      for: nil, in: DataFolder("/nowhere", environment: environment), environment: environment,
      account: .current)
    return true
  }
}
