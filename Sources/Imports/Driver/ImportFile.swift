import Glibc
import System

/// A file that can be read more than once; input from a pipe is copied to an unnamed temporary file.
package final class ImportFile {
  package let name: String
  package let size: Int64
  /// How many bytes of it were read, over all passes.
  package internal(set) var bytesRead: Int64 = 0
  private let file: Descriptor

  package var descriptor: Int32 { file.number }

  /// Opens a file; `-` stands for standard input.
  package init(_ path: String) throws(ImportError) {
    let name = path == "-" ? "standard input" : path
    self.name = name
    func reading<R: ~Copyable>(_ body: () throws(SystemError) -> R) throws(ImportError) -> R {
      do { return try body() } catch { throw .system("“\(name)” cannot be read", error) }
    }
    let source = try reading { () throws(SystemError) in
      path == "-"
        ? try Descriptor(duplicating: STDIN_FILENO)
        : try Descriptor(opening: path, O_RDONLY, followingLinks: true)
    }
    var status = stat()
    _ = try reading { () throws(SystemError) in try retrying { unsafe fstat(source.number, &status) } }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      file = source
      size = Int64(status.st_size)
    case S_IFDIR:
      throw .system("“\(name)” cannot be read", SystemError(EISDIR))
    default:
      let folder = TemporaryFile.folder
      do throws(SystemError) { file = try TemporaryFile.nameless() } catch {
        throw .system("There is no room for a temporary file in “\(folder)”", error)
      }
      var count: Int64 = 0
      while let piece = try reading({ () throws(SystemError) in try source.readPiece(atMost: 1 << 18) }) {
        do throws(SystemError) { try file.write(piece) } catch {
          throw .system("The temporary file in “\(folder)” cannot be written", error)
        }
        count += Int64(piece.count)
      }
      size = count
    }
  }
}
