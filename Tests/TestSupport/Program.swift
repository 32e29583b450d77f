import Foundation
import Glibc

/// The built `parley`, run as people run it.
package struct Program: Sendable {
  package struct Outcome: Sendable {
    package let status: Int32
    package let output: String
    package let complaint: String
  }

  /// The connection string of the database that it uses.
  package let conninfo: String

  package init(conninfo: String) { self.conninfo = conninfo }

  /// Beside the test bundle, where the package manager builds both.
  package static let path: String = {
    var folder = URL(
      filePath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
    repeat {
      folder.deleteLastPathComponent()
    } while folder.path != "/"
      && !FileManager.default.isExecutableFile(atPath: folder.appending(path: "parley").path)
    return folder.appending(path: "parley").path
  }()

  /// Runs it to its end; standard input is empty.
  package func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  package func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try Running([Self.path] + arguments, input, variables(Self.coverage.merging(environment) { $1 })).wait()
  }

  /// Starts it and goes on.
  package func launch(_ arguments: String...) throws -> Running { try launch(arguments) }

  package func launch(_ arguments: [String], environment: [String: String] = [:]) throws -> Running {
    try Running([Self.path] + arguments, "", variables(environment))
  }

  /// Runs a line of shell in which `parley` is the program.
  package func shell(
    _ line: String, input: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    let folder = URL(filePath: Self.path).deletingLastPathComponent().path
    return try Running(
      ["/bin/bash", "-c", line], input,
      variables(["PATH": "\(folder):/usr/bin:/bin"].merging(Self.coverage.merging(environment) { $1 }) { $1 })
    ).wait()
  }

  /// Runs a line of shell in a terminal of so many columns; what it prints holds CR LF at line ends.
  package func terminal(
    _ line: String, columns: Int, environment: [String: String] = [:]
  ) throws -> Outcome {
    try shell(
      "script --quiet --return --command 'stty cols \(columns); \(line)' /dev/null",
      environment: ["TERM": "xterm", "SHELL": "/bin/bash"].merging(environment) { $1 })
  }

  /// Where the program notes which of its lines ran, beside the notes of the tests; for runs that nobody cuts short.
  private static let coverage: [String: String] = {
    guard let notes = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] else { return [:] }
    let folder = URL(filePath: notes).deletingLastPathComponent()
    return ["LLVM_PROFILE_FILE": folder.appending(path: "program-%m.profraw").path]
  }()

  private func variables(_ environment: [String: String]) -> [String: String] {
    [
      "PATH": "/usr/bin:/bin", "DATABASE_URL": conninfo, "LC_ALL": "C.UTF-8", "PARLEY_BY": "desk",
    ].merging(environment) { $1 }
  }

  /// A program that was started; it is killed with the last reference to it.
  package final class Running {
    private let pid: pid_t
    private let folder: URL
    private var hasEnded = false

    fileprivate init(_ command: [String], _ input: String, _ variables: [String: String]) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try input.write(to: folder.appending(path: "in"), atomically: false, encoding: .utf8)
      let files = ["in", "out", "err"].map { [folder] in folder.appending(path: $0).path }
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      defer { unsafe posix_spawn_file_actions_destroy(&actions) }
      unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, files[0], O_RDONLY, 0)
      for (number, file) in zip([STDOUT_FILENO, STDERR_FILENO], files.dropFirst()) {
        unsafe posix_spawn_file_actions_addopen(&actions, number, file, O_WRONLY | O_CREAT, 0o600)
      }
      // The threads of tests block signals, which programs would inherit.
      var attributes = posix_spawnattr_t()
      unsafe posix_spawnattr_init(&attributes)
      defer { unsafe posix_spawnattr_destroy(&attributes) }
      var none = sigset_t()
      unsafe sigemptyset(&none)
      unsafe posix_spawnattr_setsigmask(&attributes, &none)
      unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
      let words = unsafe command.map { unsafe strdup($0) } + [nil]
      let settings = unsafe variables.map { unsafe strdup("\($0)=\($1)") } + [nil]
      defer {
        for index in unsafe words.indices { unsafe free(words[index]) }
        for index in unsafe settings.indices { unsafe free(settings[index]) }
      }
      var pid: pid_t = 0
      guard unsafe posix_spawn(&pid, command[0], &actions, &attributes, words, settings) == 0 else {
        throw TestClusterError("\(command[0]) cannot be started.")
      }
      self.pid = pid
    }

    deinit {
      kill()
      _ = try? wait()
      try? FileManager.default.removeItem(at: folder)
    }

    /// What its descriptors stand for, as the system names it.
    package var openFiles: [String] {
      let folder = "/proc/\(pid)/fd"
      let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return numbers.compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
      }
    }

    /// What it has printed so far.
    package var output: String { (try? text("out")) ?? "" }

    /// Asks it to end.
    package func signal(_ number: Int32) { if !hasEnded { Glibc.kill(pid, number) } }

    /// Ends it at once, as `kill -9` does.
    package func kill() { if !hasEnded { Glibc.kill(pid, SIGKILL) } }

    /// Waits until it ends, with status -1 where a signal ends it; to be asked once.
    package func wait() throws -> Outcome {
      var status: Int32 = 0
      while !hasEnded, unsafe waitpid(pid, &status, 0) == -1, errno == EINTR {}
      hasEnded = true
      return Outcome(
        status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1, output: try text("out"),
        complaint: try text("err"))
    }

    private func text(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
    }
  }
}
