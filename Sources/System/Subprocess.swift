import Glibc

/// Another program, run without a shell and with only the given descriptors.
///
/// All its streams are drained at once while it runs, so that none blocks another.
package struct Subprocess {
  private let path: String
  private let arguments: [String]
  private let environment: [String: String]
  private let account: UserAccount
  /// As errors name it.
  private let program: String

  package init(path: String, arguments: [String], environment: [String: String], account: UserAccount) {
    self.init(path, arguments, environment, account, program: Files.split(path).name)
  }

  /// A program in the path, run as the account that runs us; its status is 127 where there is none of that name.
  package init(inPath program: String, _ arguments: [String], environment: [String: String]) {
    self.init("/usr/bin/env", [program] + arguments, environment, .current, program: program)
  }

  private init(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ account: UserAccount,
    program: String
  ) {
    (self.path, self.arguments, self.environment, self.account) = (path, arguments, environment, account)
    self.program = program
  }

  /// The result of a program run for its output.
  package struct Result {
    /// The exit status, or 128 plus the signal that ended the process.
    package let status: Int32
    /// Standard output and standard error combined, in the order of writing.
    package let output: String
  }

  /// The result of a program with streamed standard output.
  package struct Streamed {
    /// The exit status, or 128 plus the signal that ended the process.
    package let status: Int32
    /// Standard error, or its first MiB.
    package let errors: String
  }

  /// The limit on the standard error kept, in bytes.
  private static let longestErrors = 1 << 20

  /// Runs the program to its end.
  ///
  /// - Parameter input: the program's standard input, which it may ignore.
  /// - Parameter ownSession: whether to keep it from the signals of our terminal.
  package func run(input: String = "", ownSession: Bool = false) throws(SubprocessError) -> Result {
    let feed = try inputPipe()
    let output = try pipe()
    let pid = try start(
      input: feed.reading.number, output: output.writing.number, errors: output.writing.number,
      ownSession: ownSession)
    return try Self.result(
      of: RunningProcess(
        pid, of: program, feeding: Array(input.utf8), to: feed.writingEnd(), output: output.readingEnd()))
  }

  /// Runs the program to its end, with an open file for it to read.
  package func run(input: borrowing Descriptor) throws(SubprocessError) -> Result {
    let output = try pipe()
    let pid = try start(
      input: input.number, output: output.writing.number, errors: output.writing.number)
    return try Self.result(
      of: RunningProcess(pid, of: program, output: output.readingEnd()))
  }

  private static func result(of process: consuming RunningProcess) throws(SubprocessError) -> Result {
    var said: [UInt8] = []
    while let piece = try process.read() { said += piece.bytes }
    return Result(status: try process.wait(), output: String(decoding: said, as: UTF8.self))
  }

  /// Runs the program to its end and passes each piece of its standard output to the body; kills the program
  /// if the body throws.
  ///
  /// - Throws: `SubprocessError`, or the body's error.
  package func stream(input: [UInt8] = [], _ body: ([UInt8]) throws -> Void) throws -> Streamed {
    let feed = try inputPipe()
    let output = try pipe()
    let errors = try pipe()
    let pid = try start(
      input: feed.reading.number, output: output.writing.number, errors: errors.writing.number)
    var process = RunningProcess(
      pid, of: program, feeding: input, to: feed.writingEnd(), output: output.readingEnd(),
      errors: errors.readingEnd())
    var said: [UInt8] = []
    while let piece = try process.read() {
      switch piece.stream {
      case .output: try body(piece.bytes)
      case .errors: said += piece.bytes.prefix(Self.longestErrors - said.count)
      }
    }
    return Streamed(status: try process.wait(), errors: String(decoding: said, as: UTF8.self))
  }

  /// Runs the program to its end with our own streams, and so in our terminal, and gives its status.
  package func runInTerminal() throws(SubprocessError) -> Int32 {
    var process = RunningProcess(
      try start(input: STDIN_FILENO, output: STDOUT_FILENO, errors: STDERR_FILENO), of: program)
    return try process.wait()
  }

  /// A pipe to feed the program through, without waiting where it is full.
  private func inputPipe() throws(SubprocessError) -> Descriptor.Pipe {
    let pipe = try pipe()
    try attempting(.spawnFailed, program) { () throws(SystemError) in try pipe.writing.makeNonblocking() }
    return pipe
  }

  private func pipe() throws(SubprocessError) -> Descriptor.Pipe {
    try attempting(.spawnFailed, program) { () throws(SystemError) in try Descriptor.Pipe() }
  }

  /// POSIX_SPAWN_SETSID of glibc and musl, which Swift does not import.
  private static let setsid: Int16 = 0x80

  private func start(input: Int32, output: Int32, errors: Int32, ownSession: Bool = false)
    throws(SubprocessError) -> pid_t
  {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    // Descriptors that we inherited would otherwise stay open for as long as the program runs.
    let open = try attempting(.spawnFailed, program) { () throws(SystemError) in
      try Files.list("/proc/self/fd")
    }
    for number in (open ?? []).compactMap({ Int32($0) }) where number > STDERR_FILENO {
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
    guard failure == 0 else {
      throw SubprocessError(code: .spawnFailed, program: program, underlying: SystemError(failure))
    }
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
