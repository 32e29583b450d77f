import Glibc
import System

/// Brings a stopped, dying or starting server up; the caller holds the data folder's lock.
struct StartUp {
  let cluster: Cluster
  let installation: Installation

  private static let patience = Duration.seconds(600)
  private static let reminder = Duration.seconds(5)
  private static let attempts = 5

  private var data: DataFolder { cluster.data }

  func run(note: (String) -> Void) throws(ServerError) {
    let began = ContinuousClock.now
    var reminded = began
    var failures = 0
    var child: pid_t?
    var endedOld = false
    while try cluster.serving() == nil {
      if let server = try cluster.living() {
        if server.isReady && !endedOld
          && !SocketFolder(path: server.socketFolder).accepts(for: cluster.account)
        {
          note("Restarting the server, since its socket in \(server.socketFolder) is gone")
          kill(server.pid, SIGINT)
          endedOld = true
        }
      } else if let pid = child {
        if !Postmaster.isProcess(pid) {
          child = nil
          failures += 1
          try judge(Complaint(in: (try? Files.read(data.log)) ?? ""), failures)
        }
      } else {
        try Postmaster.clearRemains(in: data.cluster)
        child = try spawn()
      }
      if began.duration(to: .now) > Self.patience {
        throw ServerError(
          .startFailed, "PostgreSQL in \(data.path) is still not ready: read \(data.log) for why.")
      }
      if reminded.duration(to: .now) > Self.reminder {
        note("PostgreSQL in \(data.path) is still getting ready, perhaps recovering")
        reminded = .now
      }
      usleep(5000)
    }
  }

  /// Throws unless the failure is one that passes.
  private func judge(_ complaint: Complaint, _ failures: Int) throws(ServerError) {
    guard !complaint.isNoSpace(in: data) else {
      // The write-ahead log may be on another disk.
      let folder = complaint.mentionsWriteAheadLog ? Files.resolve("\(data.cluster)/pg_wal") : data.path
      throw .noSpaceToStart(in: folder, underlying: complaint.text)
    }
    guard complaint.isOfAnotherServer && failures < Self.attempts else {
      throw ServerError(
        .startFailed,
        "PostgreSQL in \(data.path) does not start: \(complaint.text) (read more in \(data.log)).",
        underlying: complaint.text)
    }
  }

  /// Starts a detached server with the log file as its only open file, and prints its process id.
  private static let launcher = """
    umask 077; log=$1; shift
    exec 3>&1 </dev/null >>"$log" 2>&1
    "$@" 3>&- &
    echo $! >&3
    """

  /// Starts the postmaster with a new log; it is no child of ours and not in our session, and so outlives us.
  private func spawn() throws(ServerError) -> pid_t {
    let sockets = SocketFolder(for: data, account: cluster.account, environment: cluster.environment)
    try sockets.make(for: cluster.account)
    let settings = [
      "listen_addresses=", "unix_socket_directories=\(sockets.setting)", "unix_socket_permissions=0700",
      "port=\(SocketFolder.port)", "fsync=on", "log_destination=stderr", "logging_collector=off",
      // Recorded text may have to be erased one day, so it must not reach the log file.
      "log_min_error_statement=panic", "log_error_verbosity=terse",
    ]
    try? Files.rename(data.log, to: data.previousLog)
    let server =
      [installation.program("postgres"), "-D", data.cluster] + settings.flatMap { ["-c", $0] }
    let said = try cluster.run("/bin/sh", ["-c", Self.launcher, "sh", data.log] + server, ownSession: true) {
      complaint in
      ServerError(
        .startFailed, "Cannot start PostgreSQL in \(data.path), since the shell says: \(complaint).",
        underlying: complaint)
    }
    guard let pid = pid_t(said.prefix { $0 != "\n" }) else {
      throw ServerError(.startFailed, "Cannot start PostgreSQL in \(data.path): try again.", underlying: said)
    }
    return pid
  }
}
