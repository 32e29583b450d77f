package import Postgres

/// The codes with which the functions of the log refuse; docs/sql.md lists them.
extension SQLSTATE {
  static let versionConflict = SQLSTATE(rawValue: "PY001")
  static let idReused = SQLSTATE(rawValue: "PY002")
  static let knownInTheFuture = SQLSTATE(rawValue: "PY003")
  /// The name of a follower is that of one who may see more.
  package static let followerSeesMore = SQLSTATE(rawValue: "PY006")
  /// Others had the turn to append for too long.
  package static let turnKept = SQLSTATE(rawValue: "PY007")
  /// A follower is said to be beyond the end of the log.
  package static let beyondTheEnd = SQLSTATE(rawValue: "PY008")
  package static let tooManyFollowers = SQLSTATE(rawValue: "PY009")
  static let bodyTooLarge = SQLSTATE(rawValue: "PY010")
  static let unknownCharacters = SQLSTATE(rawValue: "PY011")
  static let badBody = SQLSTATE(rawValue: "PY012")
  package static let tooManyEvents = SQLSTATE(rawValue: "PY013")
  /// Only a function of the log records events of the type.
  static let reservedType = SQLSTATE(rawValue: "PY014")
  package static let clocksDiffer = SQLSTATE(rawValue: "PY015")
}
