import Glibc
import System

/// Standard output, or a file that is put in place when it is complete.
///
/// An existing file that is no regular file, such as a device or a pipe, is written directly.
final class OutputFile {
  private enum Destination: ~Copyable {
    case standardOutput
    case device(Descriptor)
    case file(PendingFile)
  }

  private let path: String
  private let place: Destination

  /// - Parameter path: nil or `-` for standard output.
  init(_ path: String?) throws {
    self.path = path ?? "-"
    guard let path, path != "-" else {
      place = .standardOutput
      return
    }
    do throws(SystemError) {
      var info = stat()
      if unsafe stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFREG, info.st_mode & S_IFMT != S_IFDIR {
        place = .device(try Descriptor(opening: path, O_WRONLY, followingLinks: true))
      } else {
        place = .file(try PendingFile(path))
      }
    } catch {
      throw Failure(notWritten: path, error)
    }
  }

  func write(_ bytes: [UInt8]) throws {
    do throws(SystemError) {
      switch place {
      case .standardOutput: Terminal.write(bytes, to: STDOUT_FILENO)
      case .device(let device): try device.write(bytes)
      case .file(let file): try file.write(bytes)
      }
    } catch {
      throw Failure(notWritten: path, error)
    }
  }

  /// Puts the file in place.
  func finish() throws {
    do throws(SystemError) {
      switch place {
      case .standardOutput: break
      case .device: break
      case .file(let file): try file.putInPlace()
      }
    } catch {
      throw Failure(notWritten: path, error)
    }
  }
}

extension Failure {
  /// A file cannot be written.
  init(notWritten path: String, _ error: SystemError) {
    let reason =
      switch error.code {
      case ENOENT: "its folder does not exist"
      case EACCES, EPERM, EROFS: "you may not write there"
      case _ where error.isNoSpace: "the disk is full"
      default: error.description
      }
    self.init("“\(path)” cannot be written: \(reason).", .cannotWrite)
  }
}
