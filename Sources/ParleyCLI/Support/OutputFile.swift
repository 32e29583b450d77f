import Glibc

/// Standard output, or a file that takes its name only when all of it is written.
///
/// What is there already and no plain file, such as a device or a pipe, is written to as it is.
final class OutputFile {
  private let path: String?
  private let draft: String?
  private let descriptor: Int32
  private var isWhole = false

  /// - Parameter path: nil or `-` for standard output.
  init(_ path: String?) throws {
    guard let path, path != "-" else {
      (self.path, draft, descriptor) = (nil, nil, STDOUT_FILENO)
      return
    }
    self.path = path
    var info = stat()
    if unsafe stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFREG, info.st_mode & S_IFMT != S_IFDIR {
      draft = nil
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let draft = "\(path).part-\(getpid())"
      self.draft = draft
      descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  /// Clears away what was not finished.
  deinit {
    if let draft, !isWhole { unsafe unlink(draft) }
  }

  private static func failure(_ path: String) -> Failure {
    let reason =
      switch errno {
      case ENOENT: "its folder does not exist"
      case EACCES, EPERM, EROFS: "you may not write there"
      case ENOSPC, EDQUOT: "the disk is full"
      default: unsafe String(cString: strerror(errno))
      }
    return Failure("“\(path)” cannot be written: \(reason).", .cannotWrite)
  }

  func write(_ bytes: [UInt8]) throws {
    guard let path else { return Terminal.write(bytes, to: descriptor) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        unsafe Glibc.write(descriptor, all.baseAddress! + written, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      written += count
    }
  }

  func finish() throws {
    guard let path else { return }
    guard let draft else {
      guard close(descriptor) == 0 else { throw Self.failure(path) }
      return
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, unsafe rename(draft, path) == 0 else {
      throw Self.failure(path)
    }
    isWhole = true
  }
}
