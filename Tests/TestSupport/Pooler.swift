import Foundation

/// PgBouncer before a cluster, on a Unix socket in the cluster's folder; gone with the last reference to it.
package final class Pooler {
  private let folder: String
  private let lifeline: FileHandle

  /// How many server processes it has for each database and user, which clients share.
  package static let size = 8

  /// Starts it in transaction mode.
  package init(to cluster: TestCluster) throws {
    folder = "\(cluster.folder)/pooler-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: geteuid() == 0 ? [.ownerAccountName: cluster.account] : [:])
    let settings = """
      [databases]
      * = host=\(cluster.folder) port=5432 auth_user=postgres
      [pgbouncer]
      pool_mode = transaction
      default_pool_size = \(Self.size)
      unix_socket_dir = \(folder)
      listen_port = 6432
      auth_type = trust
      auth_file = \(folder)/users
      auth_query = SELECT rolname, '' FROM pg_roles WHERE rolname = $1
      logfile = \(folder)/log
      """
    try settings.write(toFile: "\(folder)/settings", atomically: false, encoding: .utf8)
    try "\"postgres\" \"\"\n".write(toFile: "\(folder)/users", atomically: false, encoding: .utf8)
    let pipe = Pipe()
    lifeline = pipe.fileHandleForWriting
    guard fcntl(lifeline.fileDescriptor, F_SETFD, FD_CLOEXEC) == 0 else {
      throw TestClusterError("A pipe cannot be closed to other programs.")
    }
    let script = "exec 3<&0; (pgbouncer -q \(folder)/settings 3<&- & read never <&3; kill -KILL $!) &"
    let command =
      TestCluster.command(as: cluster.account) + ["env", "PATH=/usr/sbin:/usr/bin:/bin", "sh", "-c", script]
    guard
      succeeded(
        try spawn(command, input: pipe.fileHandleForReading.fileDescriptor, output: "\(folder)/out"))
    else { throw TestClusterError("PgBouncer cannot be started.") }
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: "\(folder)/.s.PGSQL.6432") {
      usleep(10_000)
    }
  }

  /// The connection string for a database of the cluster.
  package func conninfo(database: String, user: String = "postgres") -> String {
    "host=\(folder) port=6432 user=\(user) dbname=\(database)"
  }
}
