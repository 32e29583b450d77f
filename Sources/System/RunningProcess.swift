import Glibc

/// A child process with our ends of its streams; it is killed where it is let go before its end.
struct RunningProcess: ~Copyable {
  enum Stream { case output, errors }

  private let pid: pid_t
  private let program: String
  /// The input not yet written to it.
  private var rest: ArraySlice<UInt8>
  private var input: Descriptor?
  private var output: Descriptor?
  private var errors: Descriptor?
  private var hasEnded = false

  init(
    _ pid: pid_t, of program: String, feeding bytes: [UInt8] = [], to input: consuming Descriptor? = nil,
    output: consuming Descriptor? = nil, errors: consuming Descriptor? = nil
  ) {
    self.pid = pid
    self.program = program
    rest = bytes[...]
    self.input = input
    self.output = output
    self.errors = errors
  }

  deinit {
    if hasEnded { return }
    kill(pid, SIGKILL)
    _ = try? Self.status(of: pid)
  }

  /// The next output of the process on either stream; nil when it has closed both. Also feeds its input.
  mutating func read() throws(SubprocessError) -> (stream: Stream, bytes: [UInt8])? {
    while input != nil || output != nil || errors != nil {
      if rest.isEmpty { input = nil }
      let ready = try self.ready()
      if ready.input { try feed() }
      if ready.output, let bytes = try Self.piece(of: &output, program) { return (.output, bytes) }
      if ready.errors, let bytes = try Self.piece(of: &errors, program) { return (.errors, bytes) }
    }
    return nil
  }

  /// Waits for the end; returns the exit status, or 128 plus the signal that ended the process.
  mutating func wait() throws(SubprocessError) -> Int32 {
    let pid = pid
    let status = try attempting(.waitFailed, program) { () throws(SystemError) in try Self.status(of: pid) }
    hasEnded = true
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private static func status(of pid: pid_t) throws(SystemError) -> Int32 {
    var status: Int32 = 0
    try retrying { unsafe waitpid(pid, &status, 0) }
    return status
  }

  /// Waits until one of the streams is ready or at its end.
  private func ready() throws(SubprocessError) -> (input: Bool, output: Bool, errors: Bool) {
    var streams = [
      pollfd(fd: Self.number(of: input), events: Int16(POLLOUT), revents: 0),
      pollfd(fd: Self.number(of: output), events: Int16(POLLIN), revents: 0),
      pollfd(fd: Self.number(of: errors), events: Int16(POLLIN), revents: 0),
    ]
    try attempting(.readFailed, program) { () throws(SystemError) in
      try retrying { unsafe poll(&streams, nfds_t(streams.count), -1) }
    }
    return (streams[0].revents != 0, streams[1].revents != 0, streams[2].revents != 0)
  }

  /// A negative descriptor stands for no stream.
  private static func number(of stream: borrowing Descriptor?) -> Int32 {
    switch stream {
    case .some(let open): open.number
    case .none: -1
    }
  }

  private mutating func feed() throws(SubprocessError) {
    let rest = rest
    let count = try attempting(.writeFailed, program) { () throws(SystemError) in
      try input?.offer(rest) ?? nil
    }
    if let count { self.rest = rest.dropFirst(count) } else { input = nil }
  }

  /// The next bytes of a stream; closes it at its end.
  private static func piece(of stream: inout Descriptor?, _ program: String) throws(SubprocessError)
    -> [UInt8]?
  {
    let bytes: [UInt8]?
    do { bytes = try stream?.readPiece() ?? nil } catch {
      throw SubprocessError(code: .readFailed, program: program, underlying: error)
    }
    if bytes == nil { stream = nil }
    return bytes
  }
}
