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
  private let isForTerminal: Bool

  /// - Parameter path: nil or `-` for standard output.
  init(_ path: String?) throws {
    self.path = path ?? "-"
    guard let path, path != "-" else {
      place = .standardOutput
      isForTerminal = Terminal.isTerminal(STDOUT_FILENO)
      return
    }
    isForTerminal = false
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

  /// Writes a piece; one of a text ends where a character does.
  func write(_ bytes: [UInt8]) throws {
    if isForTerminal, !Self.isText(bytes) {
      throw Failure(
        "This is no text for a terminal; name a file for it, or send the output to a file or a program.",
        .usage)
    }
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

  private static func isText(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  /// Throws where there is a file of that name.
  ///
  /// - Parameter reason: why that is not to be replaced, after “since”.
  static func refuseExisting(_ path: String?, since reason: String) throws {
    var info = stat()
    guard let path, path != "-", unsafe stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      return
    }
    throw Failure("“\(path)” is there already; give another name, since \(reason).", .cannotWrite)
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
