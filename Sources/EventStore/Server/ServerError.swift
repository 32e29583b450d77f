import System

/// An error of the embedded server: the cause in one sentence for people, and the remedy.
package struct ServerError: Error, CustomStringConvertible, Sendable {
  /// The kinds of error that a caller can distinguish.
  package enum Code: Sendable {
    /// The data folder cannot be named, made, reached or written.
    case folderUnusable
    /// The data folder holds something that is not parley's.
    case folderForeign
    /// The data folder was made by a later parley.
    case layoutTooNew
    /// The disk or the quota is full.
    case noSpace
    /// No PostgreSQL, or none recent enough, is installed.
    case noPostgreSQL
    /// The cluster belongs to another major version of PostgreSQL than any that is installed.
    case versionMismatch
    /// Others are connected to a server that has to be restarted or stopped.
    case inUse
    /// There are no data that could be moved to another version.
    case nothingToUpgrade
    /// The data could not be moved to another version.
    case upgradeFailed
    /// PostgreSQL could not make the cluster.
    case initialisationFailed
    /// PostgreSQL did not come up.
    case startFailed
    /// PostgreSQL did not go down.
    case stopFailed
  }

  package let code: Code
  package let description: String
  /// The message of the operating system or PostgreSQL, if there was one.
  package let underlying: String?

  init(_ code: Code, _ description: String, underlying: String? = nil) {
    self.code = code
    self.description = description
    self.underlying = underlying
  }

  static func noSpace(in folder: String, underlying: String) -> ServerError {
    ServerError(
      .noSpace,
      "No space left in \(folder): free some space, or set PARLEY_DATA to a folder on another disk.",
      underlying: underlying)
  }

  static func nothingToUpgrade(in folder: String) -> ServerError {
    ServerError(
      .nothingToUpgrade,
      "There are no data to move in \(folder): the first command that needs PostgreSQL sets up the latest.")
  }

  /// A full disk that keeps an existing cluster from starting.
  ///
  /// - Parameter path: the folder in which PostgreSQL wants to write.
  static func noSpaceToStart(in path: String, underlying: String) -> ServerError {
    ServerError(
      .noSpace,
      "No space left in \(path), so that PostgreSQL cannot start: free some space on that disk and try again; nothing that was recorded is lost.",
      underlying: underlying)
  }

  /// A failed system call on the data folder.
  static func folder(_ path: String, _ attempt: String, _ error: SystemError) -> ServerError {
    guard !error.isNoSpace else { return noSpace(in: path, underlying: error.description) }
    return ServerError(
      .folderUnusable,
      "Cannot \(attempt) \(path) (\(error)): give yourself access to it, or set PARLEY_DATA to another folder.",
      underlying: error.description)
  }
}

/// Turns a system call's failure on a path into a sentence.
func attempting<R: ~Copyable>(_ attempt: String, _ path: String, _ body: () throws(SystemError) -> R)
  throws(ServerError) -> R
{
  do { return try body() } catch { throw .folder(path, attempt, error) }
}
