import Glibc

/// A moment of the monotonic clock, or never.
struct Deadline {
  private let end: ContinuousClock.Instant?

  /// A negative number of milliseconds never ends.
  init(milliseconds: Int) {
    end = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
  }

  /// For `poll`: rounded up, so that waiting does not end too early.
  var remainingMilliseconds: Int32 {
    guard let end else { return -1 }
    let left = (end - .now) / .milliseconds(1)
    return Int32(clamping: Int(max(0, min(left.rounded(.up), 1e9))))
  }
}

enum Waited { case ready, timeOut, signal }

/// Waits until a socket is ready; a failed socket counts as ready, since reading then reports the failure.
func wait(for events: Int16, on socket: Int32, until deadline: Deadline) -> Waited {
  var polled = pollfd(fd: socket, events: events, revents: 0)
  switch unsafe poll(&polled, 1, deadline.remainingMilliseconds) {
  case 0: return .timeOut
  case -1 where errno == EINTR: return .signal
  default: return .ready
  }
}
