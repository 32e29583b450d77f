import CPostgres
import Synchronization

/// Cancels the statement that a connection is running, from any thread; may outlive the connection.
package final class Cancellation: Sendable {
  /// libpq's `PGcancel`.
  private let token: UInt

  init(_ connection: OpaquePointer) {
    token = unsafe UInt(bitPattern: PQgetCancel(connection))
  }

  deinit {
    unsafe PQfreeCancel(OpaquePointer(bitPattern: token))
  }

  /// Asks the server to cancel; the statement then fails with `queryCanceled`, unless it was done before.
  package func cancel() {
    var complaint = [CChar](repeating: 0, count: 256)
    unsafe PQcancel(OpaquePointer(bitPattern: token), &complaint, Int32(complaint.count))
  }
}

extension Connection {
  package var cancel: Cancellation { unsafe Cancellation(handle) }
}
