import Evidence
import Glibc
import Imports
import System

/// The file of the key that signs checkpoints.
struct KeyFile {
  let path: String

  /// - Parameter path: nil for the account's own place for settings.
  init(_ path: String?) throws {
    if let path {
      self.path = path
    } else if let folder = Environment["XDG_CONFIG_HOME"] {
      self.path = "\(folder)/parley/checkpoint.key"
    } else if let home = Environment["HOME"] {
      self.path = "\(home)/.config/parley/checkpoint.key"
    } else {
      throw Failure("There is no HOME to keep a key in; name a file with --key.", .usage)
    }
  }

  /// The key; nil where there is no such file.
  func read() throws -> SigningKey? {
    guard unsafe access(path, F_OK) == 0 else { return nil }
    let file = try ImportFile(path)
    try refuseStrangers(file)
    var reader = LineReader(file)
    guard let line = try reader.next(), let key = SigningKey(String(decoding: line.bytes, as: UTF8.self))
    else {
      throw Failure("“\(path)” holds no key of parley; name another file with --key.", .data)
    }
    return key
  }

  /// Throws where somebody else than the user may read or exchange the key.
  private func refuseStrangers(_ file: ImportFile) throws {
    var info = stat()
    guard unsafe fstat(file.descriptor, &info) == 0 else { return }
    guard info.st_uid == geteuid() else {
      throw Failure(
        "The key in “\(path)” belongs to another account; make one of your own, or have the file given to you (chown).",
        .noInput)
    }
    guard info.st_mode & 0o077 == 0 else {
      throw Failure(
        "The key in “\(path)” can be read by others; take that from them with chmod 600, and sign with a new key if somebody may have read it.",
        .noInput)
    }
  }

  /// The key, created if there is none, readable by its owner alone.
  func readOrMake(name: String?) throws -> SigningKey {
    if let key = try read() {
      guard name == nil || name == key.name else {
        throw Failure("The key in “\(path)” signs as \(key.name); name another file with --key.", .usage)
      }
      return key
    }
    var random = SystemRandomNumberGenerator()
    let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    let name = name ?? "parley-\(Self.host)"
    guard let key = SigningKey(name: name, seed: seed) else {
      throw Failure("“\(name)” cannot be the name of a key; it has no spaces and no +.", .usage)
    }
    do throws(SystemError) {
      try Files.makeFolders(Files.split(path).parent, mode: 0o700)
      let file = try PendingFile(path, mode: 0o600)
      try file.write(Array("\(key.text)\n".utf8))
      try file.putInPlace()
    } catch {
      throw Failure(notWritten: path, error)
    }
    Terminal.note("A key that signs as \(name) was made in \(path); keep it secret.")
    return key
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    unsafe gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
