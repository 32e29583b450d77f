import CPostgres
import Glibc

/// A notification received through LISTEN.
package struct Notification: Equatable, Sendable {
  package let channel: String
  package let payload: String
  /// The server process that sent it.
  package let sender: Int32
}

extension Connection {
  /// Asks for the notifications of a channel, from the next commit on.
  package func listen(_ channel: String) throws(PostgresError) {
    try execute("LISTEN \(identifier: channel)")
  }

  /// The next notification; nil after the timeout or a signal. A negative timeout waits without limit.
  package func waitForNotification(timeoutMilliseconds: Int) throws(PostgresError) -> Notification? {
    let deadline = Deadline(milliseconds: timeoutMilliseconds)
    while true {
      if let notification = nextNotification() { return notification }
      guard isUsable else { throw unsafe PostgresError(failureOf: handle) }
      guard unsafe wait(for: Int16(POLLIN), on: PQsocket(handle), until: deadline) == .ready else {
        return nil
      }
      guard unsafe PQconsumeInput(handle) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    }
  }

  private func nextNotification() -> Notification? {
    guard let next = unsafe PQnotifies(handle) else { return nil }
    defer { unsafe PQfreemem(next) }
    return unsafe Notification(
      channel: String(cString: next.pointee.relname), payload: String(cString: next.pointee.extra),
      sender: next.pointee.be_pid)
  }
}
