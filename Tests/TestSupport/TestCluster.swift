import Foundation
import Postgres
import Synchronization

/// A PostgreSQL server of our own, on a Unix socket in a temporary folder; gone when this process is.
package final class TestCluster: Sendable {
  /// The operating-system account that the server runs as: our own, or `postgres` where we are root.
  package let account: String
  /// Where the data and the socket are.
  package let folder: String
  private let programs: String
  private let environment: [String]
  private let databases = Mutex(0)
  private let lifeline: FileHandle

  private static let common = Result { try TestCluster() }

  /// The cluster that all tests of this process share; do not stop it.
  package static func shared() throws -> TestCluster { try common.get() }

  /// Starts a cluster for one test alone.
  ///
  /// - Parameter isDurable: whether it writes to disk what it has to, at a price; for tests that kill it.
  /// - Parameter environment: variables of its server.
  package convenience init(isDurable: Bool = false, environment: [String: String] = [:]) throws {
    try self.init(in: isDurable ? "/tmp" : fastFolder, environment)
    try run(
      "initdb", "--pgdata=\(folder)/data", "--username=postgres", "--auth=trust", "--encoding=UTF8",
      "--locale=C.UTF-8", "--no-sync")
    try configure(isDurable: isDurable)
    try start()
    try Connection(conninfo(database: "postgres")).script("CREATE ROLE \(Self.passwordRole)")
  }

  /// Starts a hot standby of another cluster, which has all that the other has.
  package convenience init(standbyOf primary: TestCluster) throws {
    try self.init(in: fastFolder, [:])
    try run(
      "pg_basebackup", "--pgdata=\(folder)/data", "--dbname=\(primary.conninfo(database: "postgres"))",
      "--write-recovery-conf", "--checkpoint=fast", "--no-sync")
    let settings = try FileHandle(forWritingTo: URL(filePath: "\(folder)/data/postgresql.auto.conf"))
    try settings.seekToEnd()
    try settings.write(contentsOf: Data("unix_socket_directories = '\(folder)'\n".utf8))
    try settings.close()
    try start()
  }

  private init(in parent: String, _ environment: [String: String]) throws {
    self.environment = environment.map { "\($0)=\($1)" }
    account = geteuid() == 0 ? "postgres" : NSUserName()
    programs = try Self.findPrograms()
    folder = "\(parent)/parley-test-\(UUID().uuidString.prefix(13))"
    let attributes: [FileAttributeKey: Any] =
      geteuid() == 0 ? [.posixPermissions: 0o755, .ownerAccountName: account] : [.posixPermissions: 0o755]
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: attributes)
    lifeline = try Self.startUndertaker(folder: folder, programs: programs, account: account)
  }

  /// Whoever is a member of this role is asked for a password.
  package static let passwordRole = "asked_for_password"

  private func configure(isDurable: Bool) throws {
    let settings = """
      listen_addresses = ''
      unix_socket_directories = '\(folder)'
      fsync = \(isDurable ? "on" : "off")
      jit = off
      max_connections = 200
      shared_buffers = 32MB

      """
    let access = """
      local all +\(Self.passwordRole) scram-sha-256
      local all,replication all trust
      """
    try settings.write(toFile: "\(folder)/data/postgresql.auto.conf", atomically: false, encoding: .utf8)
    try access.write(toFile: "\(folder)/data/pg_hba.conf", atomically: false, encoding: .utf8)
  }

  private func start() throws {
    try run("pg_ctl", "start", "--wait", "--pgdata=\(folder)/data", "--log=\(folder)/log")
  }

  /// The superuser's connection string for a database, or another user's.
  package func conninfo(database: String, user: String = "postgres") -> String {
    "host=\(folder) port=5432 user=\(user) dbname=\(database)"
  }

  /// Creates a database and gives its connection string.
  ///
  /// - Parameter template: the database of which it is a copy, to which nobody is connected; else it is empty.
  package func freshDatabase(template: String = "template0") throws -> String {
    let name = databases.withLock { count in
      count += 1
      return "test_\(count)"
    }
    try Connection(conninfo(database: "postgres")).execute(
      "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)")
    return conninfo(database: name)
  }

  /// Kills the server as a power cut would, apart from what the operating system has in memory.
  package func kill9() throws {
    let text = try String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
    guard let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }) else {
      throw TestClusterError("There is no process id in \(folder)/data/postmaster.pid.")
    }
    kill(pid, SIGSTOP)
    let children = try String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
    for child in children.split(separator: " ").compactMap({ pid_t($0) }) { kill(child, SIGKILL) }
    kill(pid, SIGKILL)
    while kill(pid, 0) == 0 { usleep(1000) }
  }

  /// Starts the server again after ``kill9()``, or stops it first where it runs.
  package func restart() throws {
    try run("pg_ctl", "restart", "--wait", "--mode=fast", "--pgdata=\(folder)/data", "--log=\(folder)/log")
  }

  /// Makes a primary of a standby.
  package func promote() throws { try run("pg_ctl", "promote", "--wait", "--pgdata=\(folder)/data") }

  /// Cuts a standby off from its primary for good.
  package func stopReceiving() throws {
    let administrator = try Connection(conninfo(database: "postgres"))
    try administrator.execute("ALTER SYSTEM SET primary_conninfo = ''")
    try administrator.query("SELECT pg_reload_conf()")
    while try !administrator.query("SELECT FROM pg_stat_wal_receiver").isEmpty { usleep(1000) }
  }

  /// Keeps a standby from receiving, and so from confirming, what is recorded while the body runs.
  package func withoutReceiving<R>(_ body: () throws -> R) throws -> R {
    let receiver: Int32 = try Connection(conninfo(database: "postgres")).query(
      "SELECT pid FROM pg_stat_wal_receiver")[0].get(0)
    kill(receiver, SIGSTOP)
    defer { kill(receiver, SIGCONT) }
    return try body()
  }

  /// Waits until a standby has replayed all that its primary has recorded.
  package func catchUp(with primary: TestCluster) throws {
    let end: String = try Connection(primary.conninfo(database: "postgres")).query(
      "SELECT pg_current_wal_insert_lsn()::text")[0].get(0)
    let standby = try Connection(conninfo(database: "postgres"))
    while try !standby.query("SELECT pg_last_wal_replay_lsn() >= \(end)::pg_lsn")[0].get(0, as: Bool.self) {
      usleep(1000)
    }
  }

  /// Runs one of PostgreSQL's programs to its end, as the account of the server; gives what it printed.
  @discardableResult package func run(_ program: String, _ arguments: String...) throws -> String {
    let path = "\(folder)/\(program).out"
    let command =
      Self.command(as: account) + ["env", "PATH=\(programs):/usr/bin:/bin"] + environment + [program]
      + arguments
    guard succeeded(try spawn(command, output: path)) else {
      let said = [path, "\(folder)/log"].compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
      throw TestClusterError("\(program) failed: \(said.joined())")
    }
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  /// The words before a command that is run as an account.
  static func command(as account: String) -> [String] {
    geteuid() == 0 ? ["setpriv", "--reuid=\(account)", "--regid=\(account)", "--init-groups"] : []
  }

  /// Starts a shell that waits until this process ends, however it does, and then clears the cluster away.
  ///
  /// It is a grandchild: a child that ended would stay the first that swift-testing's wait for exit tests sees, and
  /// those would never be told of the end of theirs.
  private static func startUndertaker(folder: String, programs: String, account: String) throws -> FileHandle
  {
    let stop = (command(as: account) + ["\(programs)/pg_ctl"]).joined(separator: " ")
    let script = """
      exec 3<&0
      (
        trap '' INT TERM HUP; read never <&3; cd /
        \(stop) stop --mode=immediate --pgdata=\(folder)/data; rm -rf \(folder)
      ) &
      """
    let pipe = Pipe()
    for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
      guard fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC) == 0 else {
        throw TestClusterError("A pipe cannot be closed to other programs.")
      }
    }
    let shell = try spawn(
      ["sh", "-c", script], input: pipe.fileHandleForReading.fileDescriptor, output: "/dev/null")
    guard succeeded(shell) else { throw TestClusterError("A shell cannot be started.") }
    return pipe.fileHandleForWriting
  }

  /// The folder of the newest server programs in the path or where Debian keeps them.
  private static func findPrograms() throws -> String {
    let debian = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let newestFirst = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
    for folder in path + newestFirst.map({ "\(debian)/\($0)/bin" })
    where FileManager.default.isExecutableFile(atPath: "\(folder)/initdb") {
      // Where it is a link, the others need not be beside it.
      return URL(filePath: "\(folder)/initdb").resolvingSymlinksInPath().deletingLastPathComponent().path
    }
    throw TestClusterError("There is no initdb: install the PostgreSQL server (Debian: postgresql).")
  }
}

/// Why there is no cluster to test with.
package struct TestClusterError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
