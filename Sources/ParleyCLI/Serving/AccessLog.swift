import Glibc
import Synchronization
import System
import Talks
import Web

/// A line for each request: time, address, method, target, status, bytes and milliseconds.
final class AccessLog: Sendable {
  private struct State: ~Copyable {
    var file: Descriptor
    var isBroken = false
  }

  /// Nil for standard error.
  private let path: String?
  private let state: Mutex<State>

  /// - Parameter path: the file, to which lines are appended; `-` for standard error.
  init(_ path: String) throws {
    self.path = path == "-" ? nil : path
    do throws(SystemError) { state = Mutex(State(file: try Self.open(self.path))) } catch {
      throw Failure(notWritten: path, error)
    }
  }

  private static func open(_ path: String?) throws(SystemError) -> Descriptor {
    guard let path else { return try Descriptor(duplicating: STDERR_FILENO) }
    return try Descriptor(
      opening: path, O_WRONLY | O_APPEND | O_CREAT | O_NOCTTY, mode: 0o640, followingLinks: true)
  }

  /// Writes a line; where that fails it complains once, and requests go on without.
  func note(_ access: Access) {
    let line = Self.line(access, at: WallClock.microseconds)
    state.withLock { state in
      do throws(SystemError) {
        try state.file.write("\(line)\n")
        state.isBroken = false
      } catch {
        if !state.isBroken {
          Terminal.complain(
            "No line can be written to the log of requests (\(error)); make room for it. Requests are answered as before."
          )
        }
        state.isBroken = true
      }
    }
  }

  /// Goes on in a new file where the old one was moved away, as programs do that keep logs short.
  func reopen() {
    guard let path, unsafe access(path, F_OK) != 0 else { return }
    state.withLock { state in
      if let file = try? Self.open(path) { state.file = file }
    }
  }

  /// - Parameter end: when the response was sent, in microseconds since 1970 UTC.
  static func line(_ access: Access, at end: Int64) -> String {
    let began = RFC3339.text(microseconds: end - access.milliseconds * 1_000)
    let status = access.status.map { "\($0.rawValue)" } ?? "-"
    return
      "\(began) \(access.client) \(access.method) \(access.target) \(status) \(access.bytes) \(access.milliseconds)"
  }
}
