import Glibc
import System

/// Parley's own PostgreSQL: a private cluster in the user's data folder, reached by a Unix socket only.
package struct EmbeddedServer: Sendable {
  /// The state of the server.
  package enum Status: Sendable, Equatable {
    /// `since` is in seconds since 1970 UTC, `version` PostgreSQL's major version.
    case running(pid: Int32, since: Int64, version: Int)
    case stopped(version: Int)
    case neverInitialised
  }

  let data: DataFolder
  let account: UserAccount
  let environment: [String: String]

  /// Finds the data folder (that given, else by `PARLEY_DATA` and XDG) and whom the server runs as; starts nothing.
  package init(dataFolder: String? = nil, environment: [String: String]) throws(ServerError) {
    data = try DataFolder(dataFolder, environment: environment)
    account = try UserAccount.serving(data.path)
    self.environment = environment
  }

  /// Absolute and free of links.
  package var dataFolder: String { data.path }

  /// The path of PostgreSQL's log file.
  package var logFile: String { data.log }

  var cluster: Cluster { Cluster(data: data, account: account, environment: environment) }

  /// Starts the server unless it runs, creating its cluster the first time;
  /// returns a libpq connection string.
  ///
  /// It costs a few system calls if the server runs already.
  package func ensureRunning(note: (String) -> Void) throws(ServerError) -> String {
    if let server = try serving() { return SocketFolder(path: server.socketFolder).conninfo }
    try start(note: note)
    return try conninfo()
  }

  /// Starts the server; returns false if it ran already.
  @discardableResult
  package func start(note: (String) -> Void) throws(ServerError) -> Bool {
    if try serving() != nil { return false }
    try data.prepare(for: account)
    let lock = try data.lock(for: account) {
      note("Waiting for another parley that is starting or stopping PostgreSQL in \(data.path)")
    }
    defer { withExtendedLifetime(lock) {} }
    if try serving() != nil { return false }

    // Again, since it may have become another's while we waited.
    if try !Layout.isMarked(data.path) {
      try attempting("write in", data.path) { () throws(SystemError) in
        try Layout.mark(data.path, owner: account)
      }
    }
    cluster.removeAbandonedDrafts()
    let installation = try cluster.installation()
    if try cluster.version() == nil {
      note("Setting up parley's own PostgreSQL \(installation.major) in \(data.path)")
      try cluster.initialise(with: installation)
    }
    note("Starting parley's own PostgreSQL in \(data.path)")
    try StartUp(cluster: cluster, installation: installation).run(note: note)
    return true
  }

  /// Stops the server, rolling back open transactions, and waits for its exit;
  /// returns false if it did not run.
  package func stop() throws(ServerError) -> Bool {
    guard try Layout.isMarked(data.path) else { return false }
    let lock = try data.lock(for: account) {}
    defer { withExtendedLifetime(lock) {} }
    guard let server = try cluster.living() else { return false }
    guard Postmaster.isAlive(server.pid, in: data.cluster) else {
      throw ServerError(
        .stopFailed, "The server of \(data.path) runs in another container or machine: stop it there.")
    }
    try server.end(in: data.cluster)
    return true
  }

  package func status() throws(ServerError) -> Status {
    guard try Layout.isMarked(data.path), let version = try cluster.version() else {
      return .neverInitialised
    }
    guard let server = try cluster.living() else { return .stopped(version: version) }
    return .running(pid: server.pid, since: server.since, version: version)
  }

  /// The psql to execute on the running server and its arguments, without its own name.
  package func psqlArguments() throws(ServerError) -> (path: String, arguments: [String]) {
    let installation = try cluster.installation()
    return try (installation.program("psql"), [conninfo()])
  }

  /// The libpq connection string of a running server.
  package func conninfo() throws(ServerError) -> String {
    guard let server = try serving() else {
      throw ServerError(
        .startFailed, "The server of \(data.path) does not run: start it with parley server start.")
    }
    return SocketFolder(path: server.socketFolder).conninfo
  }

  /// The server, if it is ready for callers.
  private func serving() throws(ServerError) -> Postmaster? {
    guard try Layout.isMarked(data.path) else { return nil }
    return try cluster.serving()
  }
}
