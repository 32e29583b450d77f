/// The five-character error code of SQL; see appendix A of the PostgreSQL manual.
package struct SQLSTATE: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let unableToConnect = Self(rawValue: "08001")
  package static let connectionFailure = Self(rawValue: "08006")
  package static let featureNotSupported = Self(rawValue: "0A000")
  package static let dataException = Self(rawValue: "22000")
  package static let notNullViolation = Self(rawValue: "23502")
  package static let foreignKeyViolation = Self(rawValue: "23503")
  package static let uniqueViolation = Self(rawValue: "23505")
  package static let checkViolation = Self(rawValue: "23514")
  package static let readOnlyTransaction = Self(rawValue: "25006")
  package static let failedTransaction = Self(rawValue: "25P02")
  package static let invalidAuthorization = Self(rawValue: "28000")
  package static let invalidPassword = Self(rawValue: "28P01")
  package static let undefinedDatabase = Self(rawValue: "3D000")
  package static let serializationFailure = Self(rawValue: "40001")
  package static let deadlock = Self(rawValue: "40P01")
  package static let syntaxError = Self(rawValue: "42601")
  package static let insufficientPrivilege = Self(rawValue: "42501")
  package static let undefinedTable = Self(rawValue: "42P01")
  package static let undefinedColumn = Self(rawValue: "42703")
  package static let undefinedFunction = Self(rawValue: "42883")
  package static let undefinedSchema = Self(rawValue: "3F000")
  package static let diskFull = Self(rawValue: "53100")
  package static let outOfMemory = Self(rawValue: "53200")
  package static let tooManyConnections = Self(rawValue: "53300")
  package static let lockNotAvailable = Self(rawValue: "55P03")
  package static let queryCanceled = Self(rawValue: "57014")
  package static let adminShutdown = Self(rawValue: "57P01")
  package static let crashShutdown = Self(rawValue: "57P02")
  package static let cannotConnectNow = Self(rawValue: "57P03")
  package static let dataCorrupted = Self(rawValue: "XX001")
  package static let indexCorrupted = Self(rawValue: "XX002")
  /// The standard's class for errors of the client.
  package static let clientError = Self(rawValue: "HY000")
}
