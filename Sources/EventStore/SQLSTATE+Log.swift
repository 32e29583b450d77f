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
}
