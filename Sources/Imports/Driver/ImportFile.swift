import Glibc

/// A file that can be read more than once: what comes through a pipe is kept in a file without a name.
package final class ImportFile {
  package let name: String
  let size: Int64
  package let descriptor: Int32

  /// Opens a file; `-` stands for standard input.
  package convenience init(_ path: String) throws(ImportError) {
    if path == "-" {
      try self.init(descriptor: dup(STDIN_FILENO), name: "standard input")
    } else {
      try self.init(descriptor: unsafe open(path, O_RDONLY | O_CLOEXEC), name: path)
    }
  }

  private init(descriptor source: Int32, name: String) throws(ImportError) {
    func failure() -> ImportError { .system("“\(name)” cannot be read", errno) }
    if source < 0 { throw failure() }
    var status = stat()
    guard unsafe fstat(source, &status) == 0 else {
      let failed = failure()
      close(source)
      throw failed
    }
    self.name = name
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      descriptor = source
      size = Int64(status.st_size)
    case S_IFDIR:
      close(source)
      throw .system("“\(name)” cannot be read", EISDIR)
    default:
      defer { close(source) }
      (descriptor, size) = try spool(source, name)
    }
  }

  deinit { close(descriptor) }
}

/// Copies what comes through a pipe to a file that vanishes with its descriptor.
private func spool(_ source: Int32, _ name: String) throws(ImportError) -> (descriptor: Int32, size: Int64) {
  let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
  var path = Array("\(folder)/parley-import-XXXXXX".utf8CString)
  let copy = unsafe mkstemp(&path)
  if copy < 0 { throw .system("There is no room for a temporary file in “\(folder)”", errno) }
  unsafe unlink(path)
  _ = fcntl(copy, F_SETFD, FD_CLOEXEC)
  var size: Int64 = 0
  var buffer = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = unsafe read(source, &buffer, buffer.count)
    if count == 0 { return (copy, size) }
    if count < 0 {
      if errno == EINTR { continue }
      let code = errno
      close(copy)
      throw .system("“\(name)” cannot be read", code)
    }
    var written = 0
    while written < count {
      let step = unsafe buffer.withUnsafeBytes { bytes in
        unsafe write(
          copy, UnsafeRawBufferPointer(rebasing: bytes[written..<count]).baseAddress, count - written)
      }
      if step < 0 {
        if errno == EINTR { continue }
        let code = errno
        close(copy)
        throw .system("The temporary file in “\(folder)” cannot be written", code)
      }
      written += step
    }
    size += Int64(count)
  }
}
