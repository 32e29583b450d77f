package import Glibc

/// An open file descriptor, closed with its owner and never inherited by a child process.
package struct Descriptor: ~Copyable {
  package let number: Int32

  /// Opens a file, by default without following a symbolic link in its last component.
  package init(
    opening path: String, _ flags: Int32, mode: mode_t = 0o600, followingLinks: Bool = false
  ) throws(SystemError) {
    let flags = flags | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
    number = try retrying { unsafe open(path, flags, mode) }
  }

  /// Takes ownership of an open descriptor, and closes it in the end.
  package init(adopting number: Int32) {
    self.number = number
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
  }

  /// Another number for an open file; both share the place in it.
  package init(duplicating number: Int32) throws(SystemError) {
    self.number = try retrying { fcntl(number, F_DUPFD_CLOEXEC, 0) }
  }

  deinit { close(number) }

  package func write(_ text: String) throws(SystemError) { try write(Array(text.utf8)) }

  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty { rest = rest.dropFirst(try writeSome(rest)) }
  }

  /// Writes at least one byte, and as many as there is room for; returns the number written.
  func writeSome(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
    try retrying { unsafe bytes.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) } }
  }

  /// Writes as many bytes as there is room for without blocking; returns the number written, or nil where the
  /// reader has closed, without raising SIGPIPE.
  func offer(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int? {
    var broken = sigset_t()
    var blocked = sigset_t()
    var pending = sigset_t()
    unsafe sigemptyset(&broken)
    unsafe sigaddset(&broken, SIGPIPE)
    unsafe sigpending(&pending)
    unsafe pthread_sigmask(SIG_BLOCK, &broken, &blocked)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    do {
      return try writeSome(bytes)
    } catch {
      if error.code == EAGAIN { return 0 }
      guard error.code == EPIPE else { throw error }
      // Taken back, unless it was there before.
      var now = timespec()
      if unsafe sigismember(&pending, SIGPIPE) == 0 {
        _ = try? retrying { unsafe sigtimedwait(&broken, nil, &now) }
      }
      return nil
    }
  }

  /// Has writing and reading return where they would wait.
  func makeNonblocking() throws(SystemError) {
    let flags = try retrying { fcntl(number, F_GETFL) }
    try retrying { fcntl(number, F_SETFL, flags | O_NONBLOCK) }
  }

  /// Reads up to the end of the file.
  package func readAll() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try readPiece() { bytes += piece }
    return bytes
  }

  /// The next bytes, up to a limit; nil at the end of the file.
  package func readPiece(atMost limit: Int = 1 << 16) throws(SystemError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = try retrying { unsafe read(number, &buffer, limit) }
    buffer.removeLast(limit - count)
    return buffer.isEmpty ? nil : buffer
  }

  /// The bytes at a place of the file, up to a limit; none at its end.
  package func bytes(from place: Int, atMost limit: Int) throws(SystemError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = try retrying {
      unsafe buffer.withUnsafeMutableBytes { unsafe pread(number, $0.baseAddress, limit, off_t(place)) }
    }
    buffer.removeLast(limit - count)
    return buffer
  }

  /// Writes bytes at a place of the file.
  package func write(_ bytes: [UInt8], at place: Int) throws(SystemError) {
    var (rest, at) = (bytes[...], place)
    while !rest.isEmpty {
      let count = try retrying {
        unsafe rest.withUnsafeBytes { unsafe pwrite(number, $0.baseAddress, $0.count, off_t(at)) }
      }
      (rest, at) = (rest.dropFirst(count), at + count)
    }
  }

  package func give(to owner: UserAccount) throws(SystemError) {
    if !owner.isCurrent { try retrying { fchown(number, owner.user, owner.group) } }
  }

  /// Waits until the written data are on the disk.
  package func sync() throws(SystemError) {
    try retrying { fsync(number) }
  }

  /// A pipe: bytes written to `writing` are read from `reading`.
  struct Pipe: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor

    init() throws(SystemError) {
      var ends: [Int32] = [0, 0]
      try retrying { unsafe Glibc.pipe(&ends) }
      reading = Descriptor(adopting: ends[0])
      writing = Descriptor(adopting: ends[1])
    }

    /// The end to read from, with the other one closed.
    consuming func readingEnd() -> Descriptor { reading }

    /// The end to write to, with the other one closed.
    consuming func writingEnd() -> Descriptor { writing }
  }
}
