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
  /// One whose programs were upgraded since is restarted. It costs a few system calls if the server runs already.
  package func ensureRunning(note: (String) -> Void) throws(ServerError) -> String {
    if let server = try current() { return SocketFolder(path: server.socketFolder).conninfo }
    try start(note: note)
    return try conninfo()
  }

  /// The libpq connection string of a server that runs already, restarted if its programs were upgraded since.
  package func rejoin(note: (String) -> Void) throws(ServerError) -> String {
    let conninfo = try conninfo()
    return try current() == nil ? ensureRunning(note: note) : conninfo
  }

  /// Starts the server; returns false if it ran already.
  @discardableResult
  package func start(note: (String) -> Void) throws(ServerError) -> Bool {
    if try current() != nil { return false }
    try data.prepare(for: account)
    let lock = try lock(note: note)
    defer { withExtendedLifetime(lock) {} }
    if try current() != nil { return false }

    // Again, since it may have become another's while we waited.
    if try !Layout.isMarked(data.path) {
      try attempting("write in", data.path) { () throws(SystemError) in
        try Layout.mark(data.path, owner: account)
      }
    }
    cluster.removeAbandonedDrafts()
    try MajorUpgrade.finishInterrupted(in: data)
    let installation = try cluster.installation()
    if try cluster.version() == nil {
      note("Setting up parley's own PostgreSQL \(installation.major) in \(data.path)")
      try cluster.initialise(with: installation)
    }
    if let outdated = try cluster.serving() {
      try OtherClients.refuse(
        of: outdated, "It takes a restart of the server, since its programs were upgraded")
      note("Restarting parley's own PostgreSQL in \(data.path), since its programs were upgraded")
      try outdated.end(in: data.cluster)
    } else {
      note("Starting parley's own PostgreSQL in \(data.path)")
    }
    try StartUp(cluster: cluster, installation: installation).run(note: note)
    return true
  }

  /// Stops the server, rolling back open transactions, and waits for its exit;
  /// returns false if it did not run.
  package func stop() throws(ServerError) -> Bool {
    guard try Layout.isMarked(data.path) else { return false }
    let lock = try lock { _ in }
    defer { withExtendedLifetime(lock) {} }
    guard let server = try cluster.living() else { return false }
    try end(server)
    return true
  }

  private func end(_ server: Postmaster) throws(ServerError) {
    guard Postmaster.isAlive(server.pid, in: data.cluster) else {
      throw ServerError(
        .stopFailed, "The server of \(data.path) runs in another container or machine: stop it there.")
    }
    try server.end(in: data.cluster)
  }

  /// What an upgrade did: the major versions of PostgreSQL, and the folder with the data as they were.
  package struct Upgraded: Sendable {
    package let old: Int
    package let new: Int
    package let kept: String
  }

  /// Moves the data to the latest PostgreSQL that is installed, and starts that; the old data are kept.
  ///
  /// An error leaves the data as they were.
  package func upgrade(note: (String) -> Void) throws(ServerError) -> Upgraded {
    guard try Layout.isMarked(data.path) else { throw .nothingToUpgrade(in: data.path) }
    let lock = try lock(note: note)
    defer { withExtendedLifetime(lock) {} }
    try MajorUpgrade.finishInterrupted(in: data)
    let upgrade = try MajorUpgrade(of: cluster)
    if let server = try cluster.living() {
      try OtherClients.refuse(of: server, "It takes a stop of the server to move its data")
      try end(server)
    }
    return try upgrade.run(note: note)
  }

  /// Removes what upgrades kept of the data before them; returns the folders.
  package func dropKept() throws(ServerError) -> [String] {
    guard try Layout.isMarked(data.path) else { return [] }
    let lock = try lock { _ in }
    defer { withExtendedLifetime(lock) {} }
    try MajorUpgrade.finishInterrupted(in: data)
    let kept = try attempting("read the folder", data.path) { () throws(SystemError) in try data.kept() }
    for folder in kept { try cluster.remove(folder) }
    return kept
  }

  /// The lock under which the state of the server is changed.
  private func lock(note: (String) -> Void) throws(ServerError) -> Descriptor {
    try data.lock(for: account) {
      note("Waiting for another parley that is starting or stopping PostgreSQL in \(data.path)")
    }
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

  /// Whether the server runs and its programs were upgraded since it started.
  package func isOutdated() throws(ServerError) -> Bool {
    try serving()?.isOutdated(in: data.cluster) ?? false
  }

  /// The server, if it is ready for callers and runs the programs that are installed.
  private func current() throws(ServerError) -> Postmaster? {
    guard let server = try serving(), !server.isOutdated(in: data.cluster) else { return nil }
    return server
  }

  /// The server, if it is ready for callers.
  private func serving() throws(ServerError) -> Postmaster? {
    guard try Layout.isMarked(data.path) else { return nil }
    return try cluster.serving()
  }
}
