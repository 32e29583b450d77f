import Synchronization
import Web

/// The counts of requests since the start.
final class Traffic: Sendable {
  struct Counts: Sendable {
    /// By status; those that nobody waited for are left out.
    var requests: [Int: Int64] = [:]
    /// Those of them that were refused before anybody looked at what they ask.
    var refusals: [Int: Int64] = [:]
    var bytes: Int64 = 0
    var connections = 0
    var connectionsGivenUp = 0
  }

  private let counts = Mutex(Counts())

  var now: Counts { counts.withLock { $0 } }

  func note(_ access: Access) {
    guard let status = access.status?.rawValue else { return }
    counts.withLock { counts in
      counts.requests[status, default: 0] += 1
      if access.isRefused { counts.refusals[status, default: 0] += 1 }
      counts.bytes += Int64(access.bytes)
    }
  }

  func note(_ connections: (now: Int, givenUp: Int)) {
    counts.withLock { ($0.connections, $0.connectionsGivenUp) = (connections.now, connections.givenUp) }
  }
}
