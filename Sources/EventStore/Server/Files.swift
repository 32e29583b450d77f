import Glibc

/// The few things done to files and folders.
enum Files {
  /// The text of a file, or nil where there is none.
  static func read(_ path: String) throws(SystemError) -> String? {
    do {
      return try Descriptor(opening: path, O_RDONLY).readAll()
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
  }

  /// Names in a folder, or nil where there is none.
  static func list(_ path: String) throws(SystemError) -> [String]? {
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

  /// What is at a path, itself and not what it links to, or nil where there is nothing.
  static func info(_ path: String) -> stat? {
    var info = stat()
    return unsafe lstat(path, &info) == 0 ? info : nil
  }

  static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK | X_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  static func makeFolder(_ path: String, mode: mode_t, owner: Account) throws(SystemError) {
    try retrying { unsafe mkdir(path, mode) }
    // The umask may have taken away what the account needs.
    try retrying { unsafe chmod(path, mode) }
    try give(path, to: owner)
  }

  static func give(_ path: String, to owner: Account) throws(SystemError) {
    if !owner.isCurrent { try retrying { unsafe lchown(path, owner.user, owner.group) } }
  }

  /// Writes a whole file or, upon failure, leaves what was there.
  static func write(_ text: String, to path: String, owner: Account) throws(SystemError) {
    let draft = "\(path).draft"
    remove(draft)
    do {
      let file = try Descriptor(opening: draft, O_WRONLY | O_CREAT | O_EXCL)
      try file.give(to: owner)
      try file.write(text)
      try file.sync()
      try rename(draft, to: path)
      try syncFolder(split(path).parent)
    } catch {
      remove(draft)
      throw error
    }
  }

  static func rename(_ old: String, to new: String) throws(SystemError) {
    try retrying { unsafe Glibc.rename(old, new) }
  }

  static func remove(_ path: String) {
    unsafe unlink(path)
  }

  /// Makes the names in a folder survive a power cut.
  static func syncFolder(_ path: String) throws(SystemError) {
    try Descriptor(opening: path, O_RDONLY | O_DIRECTORY).sync()
  }

  /// Where a symbolic link points, or nil where it cannot be told.
  static func target(ofLink path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe readlink(path, $0.baseAddress!, $0.count) }
    }
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// An absolute path with every link resolved, as far as it exists.
  static func resolve(_ path: String) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    let (parent, name) = split(path)
    return parent.isEmpty ? path : join(resolve(parent), name)
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// The folder that a path lies in, and its last component; the folder of "/" is empty.
  static func split(_ path: String) -> (parent: String, name: String) {
    let names = path.split(separator: "/")
    guard let last = names.last else { return ("", "") }
    return ("/" + names.dropLast().joined(separator: "/"), String(last))
  }

  /// Bytes that an ordinary account may still write where `path` lies.
  static func freeBytes(_ path: String) -> UInt64? {
    var info = statvfs()
    guard unsafe statvfs(path, &info) == 0 else { return nil }
    return UInt64(info.f_bavail) * UInt64(info.f_frsize)
  }
}
