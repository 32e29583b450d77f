/// What the server, the connection or the caller did wrong.
package struct PostgresError: Error, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// There is no connection, or it broke.
    case connection
    /// The server turned the statement down.
    case server
    /// A value is not of the type that was asked for.
    case decoding
    /// The call itself is wrong, such as a text with a NUL character.
    case usage
  }

  package let kind: Kind
  package let code: SQLSTATE
  package let message: String
  package let detail: String?
  package let hint: String?
  package let constraint: String?

  package init(
    _ kind: Kind, _ message: String, code: SQLSTATE = .none, detail: String? = nil, hint: String? = nil,
    constraint: String? = nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.detail = detail
    self.hint = hint
    self.constraint = constraint
  }

  package var description: String {
    let sentence = message.hasSuffix(".") ? message : message + "."
    switch kind {
    case .connection: return "The database cannot be reached: \(sentence)"
    case .server:
      let state = code == .none ? "" : " (SQLSTATE \(code.rawValue))"
      return "The database says: \(sentence)\(hint.map { " \($0)" } ?? "")\(state)"
    case .decoding, .usage: return sentence
    }
  }
}

/// The five characters by which PostgreSQL classes its errors.
package struct SQLSTATE: Hashable, Sendable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  private init(_ code: String) { rawValue = code }

  package static let none = SQLSTATE("")
  package static let connectionFailure = SQLSTATE("08006")
  package static let uniqueViolation = SQLSTATE("23505")
  package static let checkViolation = SQLSTATE("23514")
  package static let readOnlyTransaction = SQLSTATE("25006")
  package static let invalidAuthorization = SQLSTATE("28000")
  package static let invalidPassword = SQLSTATE("28P01")
  package static let invalidCatalogName = SQLSTATE("3D000")
  package static let serializationFailure = SQLSTATE("40001")
  package static let insufficientPrivilege = SQLSTATE("42501")
  package static let undefinedTable = SQLSTATE("42P01")
  package static let diskFull = SQLSTATE("53100")
  package static let queryCanceled = SQLSTATE("57014")
  package static let adminShutdown = SQLSTATE("57P01")
}
