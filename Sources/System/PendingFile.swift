package import Glibc

/// A file that is put in place when it is complete, or not at all.
///
/// It is created beside its destination, in the same folder, and removed with the last reference to it unless
/// it was put in place. A killed process leaves it behind, as `NAME.part-` and six letters.
package final class PendingFile {
  package static let mark = ".part-"

  private struct PartFile: ~Copyable {
    let path: String
    let file: Descriptor
  }

  private let path: String
  private let draft: PartFile
  private var isInPlace = false

  /// - Parameter mode: the permissions of the file before the umask is applied.
  package init(_ path: String, mode: mode_t = 0o666, owner: UserAccount = .current) throws(SystemError) {
    self.path = path
    draft = try Self.draft(of: path, mode)
    try draft.file.give(to: owner)
  }

  private static func draft(of path: String, _ mode: mode_t) throws(SystemError) -> PartFile {
    while true {
      let letters = (0..<6).compactMap { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() }
      let draft = path + mark + String(letters)
      do {
        return PartFile(
          path: draft, file: try Descriptor(opening: draft, O_WRONLY | O_CREAT | O_EXCL, mode: mode))
      } catch {
        if error.code != EEXIST { throw error }
      }
    }
  }

  deinit { if !isInPlace { Files.remove(draft.path) } }

  package func write(_ bytes: [UInt8]) throws(SystemError) { try draft.file.write(bytes) }

  /// Puts the file in place, replacing a file of its name; both content and name are durable.
  package func putInPlace() throws(SystemError) {
    try draft.file.sync()
    try Files.rename(draft.path, to: path)
    isInPlace = true
    do { try Files.syncFolder(Files.split(path).parent) } catch {
      // Some folders may be written and not read, and some file systems do without.
      if error.code != EACCES && error.code != EINVAL { throw error }
    }
  }
}
