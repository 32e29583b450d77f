import Glibc

/// A file in the folder for temporary files that no other account may read, gone with the last reference to it.
package final class TemporaryFile {
  /// `TMPDIR`, or `/tmp`.
  package static var folder: String { Environment["TMPDIR"] ?? "/tmp" }

  package let path: String
  private let file: Descriptor
  private var isKept = false

  /// - Parameter suffix: the end of the name, such as `.jsonl`.
  package init(_ bytes: [UInt8] = [], suffix: String = "") throws(SystemError) {
    var name = Array("\(Self.folder)/parley-XXXXXX\(suffix)".utf8CString)
    let length = Int32(suffix.utf8.count)
    file = Descriptor(adopting: try retrying { unsafe mkstemps(&name, length) })
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try file.write(bytes)
  }

  deinit { if !isKept { Files.remove(path) } }

  /// Leaves the file where it is.
  package func keep() { isKept = true }

  /// All that the file holds.
  package func read() throws(SystemError) -> [UInt8] {
    try retrying { lseek(file.number, 0, SEEK_SET) }
    return try file.readAll()
  }

  /// Opens a file that has no name, and so is gone with its descriptor, however this program ends.
  package static func nameless() throws(SystemError) -> Descriptor {
    do { return try Descriptor(opening: folder, O_RDWR | namelessFlag, followingLinks: true) } catch {
      guard [EOPNOTSUPP, EISDIR].contains(error.code) else { throw error }
      // A file system on which it has a name for a moment.
      let file = try TemporaryFile()
      return try Descriptor(duplicating: file.file.number)
    }
  }

  /// O_TMPFILE, which Swift does not import.
  private static let namelessFlag = 0o20_000_000 | O_DIRECTORY
}
