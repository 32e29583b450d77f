/// The version of its stream that an append requires: the optimistic lock.
package enum ExpectedVersion: Hashable, Sendable {
  /// Any version.
  case any
  /// The stream has no event yet.
  case none
  /// The stream has at least one event.
  case exists
  /// The stream's last event has this version; versions count from 1.
  case exactly(Int64)

  package func admits(_ version: Int64) -> Bool {
    switch self {
    case .any: true
    case .none: version == 0
    case .exists: version > 0
    case .exactly(let expected): version == expected
    }
  }
}
