import Glibc

/// An open file descriptor, closed with its owner and never inherited by a child process.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Opens a file without following a symbolic link in its last component.
  init(opening path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) {
    number = try retrying { unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode) }
  }

  private init(adopting number: Int32) { self.number = number }

  /// Another number for an open file; both share the place in it.
  init(duplicating number: Int32) throws(SystemError) {
    self.number = try retrying { fcntl(number, F_DUPFD_CLOEXEC, 0) }
  }

  deinit { close(number) }

  func write(_ text: String) throws(SystemError) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let count = try retrying {
        unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads up to the end of the file, with broken UTF-8 repaired.
  func readAll() throws(SystemError) -> String {
    var text: [UInt8] = []
    while let piece = try readPiece() { text += piece }
    return String(decoding: text, as: UTF8.self)
  }

  /// What comes next, up to so many bytes; nil at the end of the file.
  func readPiece(atMost limit: Int = 1 << 16) throws(SystemError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = try retrying { unsafe read(number, &buffer, limit) }
    buffer.removeLast(limit - count)
    return buffer.isEmpty ? nil : buffer
  }

  func give(to owner: Account) throws(SystemError) {
    if !owner.isCurrent { try retrying { fchown(number, owner.user, owner.group) } }
  }

  func sync() throws(SystemError) {
    try retrying { fsync(number) }
  }

  /// Two ends: what goes into `writing` comes out of `reading`.
  struct Pipe: ~Copyable {
    let reading: Descriptor
    let writing: Descriptor
  }

  static func pipe() throws(SystemError) -> Pipe {
    var ends: [Int32] = [0, 0]
    try retrying { unsafe Glibc.pipe(&ends) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return Pipe(reading: Descriptor(adopting: ends[0]), writing: Descriptor(adopting: ends[1]))
  }
}
