package import Glibc

/// Operations on whole files and folders.
package enum Files {
  /// The bytes of a file, or nil where there is none.
  package static func bytes(_ path: String) throws(SystemError) -> [UInt8]? {
    do { return try Descriptor(opening: path, O_RDONLY).readAll() } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
  }

  /// The text of a file, with broken UTF-8 repaired, or nil where there is none.
  package static func read(_ path: String) throws(SystemError) -> String? {
    try bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Names in a folder, or nil where there is none.
  package static func list(_ path: String) throws(SystemError) -> [String]? {
    guard let folder = unsafe opendir(path) else {
      let error = SystemError()
      if error.code == ENOENT { return nil }
      throw error
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The status of a path without following a link, or nil where nothing exists.
  package static func info(_ path: String) -> stat? {
    var info = stat()
    return unsafe lstat(path, &info) == 0 ? info : nil
  }

  /// The file behind a path, with links followed: two paths with equal values lead to the same file; nil where there
  /// is none.
  package static func identity(_ path: String) -> (device: dev_t, inode: ino_t)? {
    var info = stat()
    return unsafe stat(path, &info) == 0 ? (info.st_dev, info.st_ino) : nil
  }

  package static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  package static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK | X_OK) == 0 }

  package static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  package static func makeFolder(_ path: String, mode: mode_t, owner: UserAccount) throws(SystemError) {
    try retrying { unsafe mkdir(path, mode) }
    // The umask may have removed permissions that the account needs.
    try retrying { unsafe chmod(path, mode) }
    try give(path, to: owner)
  }

  package static func give(_ path: String, to owner: UserAccount) throws(SystemError) {
    if !owner.isCurrent { try retrying { unsafe lchown(path, owner.user, owner.group) } }
  }

  /// Creates a folder and its missing parents.
  package static func makeFolders(_ path: String, mode: mode_t) throws(SystemError) {
    if path.isEmpty || isFolder(path) { return }
    try makeFolders(split(path).parent, mode: mode)
    do { try retrying { unsafe mkdir(path, mode) } } catch {
      guard error.code == EEXIST else { throw error }
      // Another program may have made it meanwhile.
      if !isFolder(path) { throw SystemError(ENOTDIR) }
    }
  }

  package static func rename(_ old: String, to new: String) throws(SystemError) {
    try retrying { unsafe Glibc.rename(old, new) }
  }

  package static func remove(_ path: String) {
    unsafe unlink(path)
  }

  /// Makes the names in a folder durable.
  package static func syncFolder(_ path: String) throws(SystemError) {
    try Descriptor(opening: path, O_RDONLY | O_DIRECTORY, followingLinks: true).sync()
  }

  /// The target of a symbolic link, or nil where it cannot be read.
  package static func target(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe readlink(path, $0.baseAddress!, $0.count) }
    }
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// The absolute path with all links resolved in its existing part.
  package static func resolve(_ path: String) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    let (parent, name) = split(path)
    return parent.isEmpty ? path : join(resolve(parent), name)
  }

  package static func join(_ folder: String, _ name: String) -> String {
    folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// The folder that a path lies in, and its last component; the folder of "/" is empty, and that of a bare name ".".
  package static func split(_ path: String) -> (parent: String, name: String) {
    let names = path.split(separator: "/")
    guard let last = names.last else { return ("", "") }
    let parent = names.dropLast().joined(separator: "/")
    return (path.hasPrefix("/") ? "/\(parent)" : parent.isEmpty ? "." : parent, String(last))
  }

  /// Bytes that an ordinary account may still write where `path` lies.
  package static func freeBytes(_ path: String) -> UInt64? {
    var info = statvfs()
    guard unsafe statvfs(path, &info) == 0 else { return nil }
    return UInt64(info.f_bavail) * UInt64(info.f_frsize)
  }
}
