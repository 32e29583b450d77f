/// An error of PostgreSQL or the connection to it; its description is a sentence for the user.
package struct PostgresError: Error, Equatable, Sendable {
  package enum Kind: Sendable {
    /// There is no connection, or no longer one.
    case connection
    /// The server refused a statement and stays connected.
    case server
    /// A value is not of the type that was asked for.
    case decoding
    /// The caller asked for something that cannot be sent.
    case usage
  }

  package var kind: Kind
  /// The server's own where it gave one.
  package var code: SQLSTATE
  package var message: String
  package var detail: String?
  package var hint: String?
  /// The constraint that was violated, by name.
  package var constraint: String?
  /// The position of the error in the statement, in characters from 1.
  package var position: Int?

  package init(
    _ kind: Kind, code: SQLSTATE, message: String, detail: String? = nil, hint: String? = nil,
    constraint: String? = nil, position: Int? = nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.detail = detail
    self.hint = hint
    self.constraint = constraint
    self.position = position
  }

  static func usage(_ message: String) -> Self { Self(.usage, code: .clientError, message: message) }

  static func decoding(_ message: String) -> Self { Self(.decoding, code: .clientError, message: message) }
}
