import Glibc

/// An open file descriptor, closed with its owner and never inherited by a child process.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Opens a file without following a symbolic link in its last component.
  init(opening path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) {
    number = try retrying { unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode) }
  }

  private init(adopting number: Int32) { self.number = number }

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
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = try retrying { unsafe read(number, &buffer, buffer.count) }
      if count == 0 { return String(decoding: text, as: UTF8.self) }
      text += buffer[..<count]
    }
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
