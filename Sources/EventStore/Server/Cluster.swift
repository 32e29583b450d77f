import Glibc
import System

/// The PostgreSQL cluster in a data folder: how it is made.
struct Cluster {
  static let database = "parley"
  static let user = "parley"

  let data: DataFolder
  let account: UserAccount
  let environment: [String: String]

  /// The major version of PostgreSQL that created it; nil where there is no cluster.
  func version() throws(ServerError) -> Int? {
    if let version = try data.version(of: data.cluster) { return version }
    return try data.version(of: data.upgraded)
  }

  func installation() throws(ServerError) -> Installation {
    try Installation.find(for: version(), in: data, environment: environment, account: account)
  }

  /// The server, if it is ready for callers.
  func serving() throws(ServerError) -> Postmaster? {
    guard let server = try Postmaster.recorded(in: data.cluster), server.isReady,
      SocketFolder(path: server.socketFolder).accepts(for: account)
    else { return nil }
    return server
  }

  /// The server, if it runs: ready, coming up or going down.
  func living() throws(ServerError) -> Postmaster? {
    guard let server = try Postmaster.recorded(in: data.cluster),
      Postmaster.isAlive(server.pid, in: data.cluster)
        || SocketFolder(path: server.socketFolder).accepts(for: account)
    else { return nil }
    return server
  }

  /// PostgreSQL's programs see none of the user's PG* and locale variables.
  var programEnvironment: [String: String] {
    var clean = ["PATH": "/usr/bin:/bin", "LC_ALL": Self.locale, "TZ": "UTC"]
    clean["LD_LIBRARY_PATH"] = environment["LD_LIBRARY_PATH"]
    return clean
  }

  private static var locale: String {
    guard let found = unsafe newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else { return "C" }
    unsafe freelocale(found)
    return "C.UTF-8"
  }

  /// Initialises the cluster and its database in a temporary folder, and then moves it into place.
  func initialise(with installation: Installation) throws(ServerError) {
    do {
      try makeFolder(data.draft, with: installation)
      try make(
        installation.program("postgres"),
        ["--single", "-D", data.draft, "-c", "exit_on_error=on", "postgres"],
        input: "CREATE DATABASE \(Self.database)\n")
      try attempting("write in", data.path) { () throws(SystemError) in
        try Files.rename(data.draft, to: data.cluster)
        try Files.syncFolder(data.path)
      }
    } catch {
      try? remove(data.draft)
      throw error
    }
  }

  /// Removes the remains of interrupted initialisations, except one that an orphaned process still writes.
  func removeAbandonedDrafts() {
    for draft in (try? data.drafts()) ?? [] { try? remove(draft) }
  }

  /// Removes a folder with all that is in it, as the account that owns it.
  func remove(_ folder: String) throws(ServerError) {
    try run("/bin/rm", ["-rf", "--", folder]) { complaint in
      ServerError(
        .folderUnusable, "Cannot remove \(folder) (\(complaint)): remove it yourself.", underlying: complaint)
    }
  }

  /// Makes a cluster in a folder, without parley's database.
  func makeFolder(_ folder: String, with installation: Installation) throws(ServerError) {
    try make(
      installation.program("initdb"),
      [
        "--pgdata=\(folder)", "--username=\(Self.user)", "--encoding=UTF8", "--locale=\(Self.locale)",
        "--auth-local=trust", "--auth-host=reject", "--data-checksums",
      ])
  }

  private func make(_ path: String, _ arguments: [String], input: String = "") throws(ServerError) {
    try run(path, arguments, input: input) { complaint in
      ServerError(
        .initialisationFailed,
        "Cannot make a PostgreSQL cluster in \(data.path), since \(Files.split(path).name) says: \(complaint).",
        underlying: complaint)
    }
  }

  /// Runs a program as the server's account and returns its output; a full disk has its own error.
  @discardableResult
  func run(
    _ path: String, _ arguments: [String], input: String = "", ownSession: Bool = false,
    failure: (String) -> ServerError
  ) throws(ServerError) -> String {
    let program = Subprocess(
      path: path, arguments: arguments, environment: programEnvironment, account: account)
    let result: Subprocess.Result
    do { result = try program.run(input: input, ownSession: ownSession) } catch {
      throw .folder(path, "run", error.underlying)
    }
    guard result.status != 0 else { return result.output }
    let complaint = Complaint(in: result.output)
    guard !complaint.isNoSpace(in: data) else { throw .noSpace(in: data.path, underlying: complaint.text) }
    throw failure(complaint.text)
  }
}
