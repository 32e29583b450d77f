package import EventSourcing

/// The log's commitment to one event: all its data except the body, which is replaced by a commitment.
///
/// The same is computed in `schema/log/functions/entry.sql`.
package struct LogEntry: Equatable, Sendable {
  package let position: Int64
  package let stream: String
  package let version: Int64
  package let id: EventID
  package let type: String
  package let by: String
  /// The database role that appended it.
  package let login: String
  /// Microseconds since 1970 UTC.
  package let known: Int64
  /// Microseconds since 1970 UTC.
  package let recorded: Int64
  package let commitment: Digest

  package init(
    position: Int64, stream: String, version: Int64, id: EventID, type: String, by: String, login: String,
    known: Int64, recorded: Int64, commitment: Digest
  ) {
    self.position = position
    self.stream = stream
    self.version = version
    self.id = id
    self.type = type
    self.by = by
    self.login = login
    self.known = known
    self.recorded = recorded
    self.commitment = commitment
  }

  /// Eleven lines; the recorder, the login and the commitment in hexadecimal.
  package var bytes: [UInt8] {
    Array(
      """
      parley-event/1
      \(position)
      \(stream)
      \(version)
      \(id)
      \(type)
      \(hexadecimal(by.utf8))
      \(hexadecimal(login.utf8))
      \(known)
      \(recorded)
      \(commitment)

      """.utf8)
  }

  /// The leaf of the Merkle tree.
  package var leaf: Digest { Digest(of: [0] + bytes) }

  /// The commitment to a body under a salt.
  package static func commitment(salt: [UInt8], body: [UInt8]) -> Digest { Digest(of: salt + body) }

  /// The chain after this entry.
  package func chain(after before: Digest) -> Digest { Digest(of: before.bytes + leaf.bytes) }
}
