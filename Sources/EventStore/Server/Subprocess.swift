import Glibc

/// Another program, run without a shell and with no descriptor of ours but those given.
package struct Subprocess {
  let path: String
  let arguments: [String]
  let environment: [String: String]
  let account: Account

  init(path: String, arguments: [String], environment: [String: String], account: Account) {
    (self.path, self.arguments, self.environment, self.account) = (path, arguments, environment, account)
  }

  /// A program in the path, run as the account that runs us.
  package init(inPath program: String, _ arguments: [String], environment: [String: String]) {
    self.init(
      path: "/usr/bin/env", arguments: [program] + arguments, environment: environment, account: .current)
  }

  /// glibc's and musl's POSIX_SPAWN_SETSID, which Swift does not see.
  private static let setsid: Int16 = 0x80

  package struct Result {
    /// As `exit` gave it, or 128 plus the signal that ended the process.
    package let status: Int32
    /// Standard output and standard error together; standard error alone where the other was streamed.
    package let output: String
  }

  /// Runs the program to its end; `input` must be short enough for a pipe to hold, that is 64 KiB.
  ///
  /// A session of its own keeps it from the signals of our terminal.
  func run(input: String = "", ownSession: Bool = false) throws(SystemError) -> Result {
    try run(input: Self.holding(input), ownSession: ownSession)
  }

  func run(input: borrowing Descriptor, ownSession: Bool = false) throws(SystemError) -> Result {
    let output = try Descriptor.pipe()
    let pid = try start(
      input: input, output: output.writing, complaints: output.writing, ownSession: ownSession)
    let said = try Self.reading(output).readAll()
    return Result(status: try Self.end(of: pid), output: said)
  }

  /// Runs the program to its end and gives the body each piece of its standard output, until it throws.
  package func stream(_ body: ([UInt8]) throws -> Void) throws -> Result {
    let output = try Descriptor.pipe()
    let complaints = try Descriptor.pipe()
    let pid = try start(
      input: Self.holding(""), output: output.writing, complaints: complaints.writing, ownSession: false)
    do {
      // Closed when the body throws, which ends the program.
      let pieces = Self.reading(output)
      while let piece = try pieces.readPiece() { try body(piece) }
    } catch {
      _ = try Self.end(of: pid)
      throw error
    }
    let said = try Self.reading(complaints).readAll()
    return Result(status: try Self.end(of: pid), output: said)
  }

  private static func end(of pid: pid_t) throws(SystemError) -> Int32 {
    var status: Int32 = 0
    try retrying { unsafe waitpid(pid, &status, 0) }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// The end to read from, with the other one closed.
  private static func reading(_ pipe: consuming Descriptor.Pipe) -> Descriptor { pipe.reading }

  /// Something to read the text from.
  private static func holding(_ text: String) throws(SystemError) -> Descriptor {
    let pipe = try Descriptor.pipe()
    try pipe.writing.write(text)
    return reading(pipe)
  }

  private func start(
    input: borrowing Descriptor, output: borrowing Descriptor, complaints: borrowing Descriptor,
    ownSession: Bool
  ) throws(SystemError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input.number, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output.number, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, complaints.number, STDERR_FILENO)
    // What we inherited ourselves would otherwise stay open for as long as the program runs.
    for open in try Files.list("/proc/self/fd") ?? [] {
      guard let number = Int32(open), number > STDERR_FILENO else { continue }
      unsafe posix_spawn_file_actions_addclose(&actions, number)
    }

    // Signals that the caller ignores or blocks must still reach the program.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | (ownSession ? Self.setsid : 0)
    unsafe posix_spawnattr_setflags(&attributes, flags)

    let command = account.command(path, arguments)
    var pid: pid_t = 0
    let failure = unsafe Self.withCStrings([command.path] + command.arguments) { argv in
      unsafe Self.withCStrings(environment.map { "\($0)=\($1)" }) { envp in
        unsafe posix_spawn(&pid, command.path, &actions, &attributes, argv, envp)
      }
    }
    guard failure == 0 else { throw SystemError(failure) }
    return pid
  }

  private static func withCStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
    return unsafe body(&pointers)
  }
}
