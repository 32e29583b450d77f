import Glibc
import System

/// The main process of a server, according to its cluster's postmaster.pid.
struct Postmaster {
  let pid: pid_t
  /// Seconds since 1970 UTC.
  let since: Int64
  let socketFolder: String
  let isReady: Bool

  /// Fails on a text that is not, or not yet, a whole postmaster.pid.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 5, let pid = pid_t(lines[0]), pid > 1, let since = Int64(lines[2]) else {
      return nil
    }
    self.pid = pid
    self.since = since
    socketFolder = String(lines[4])
    isReady = lines.count >= 8 && lines[7].hasPrefix("ready")
  }

  static func file(_ cluster: String) -> String { "\(cluster)/postmaster.pid" }

  /// The contents of the cluster's postmaster.pid, possibly stale.
  static func recorded(in cluster: String) throws(ServerError) -> Postmaster? {
    do { return try Files.read(file(cluster)).flatMap(Postmaster.init) } catch {
      throw .folder(file(cluster), "read", error)
    }
  }

  /// Whether the process with this number is a PostgreSQL of this cluster and not a later one that got its number.
  static func isAlive(_ pid: pid_t, in cluster: String) -> Bool {
    Files.target(ofLink: "/proc/\(pid)/cwd") == Files.resolve(cluster)
      && (try? Files.read("/proc/\(pid)/comm")) == "postgres\n"
  }

  /// Whether the program that the server was started from was replaced or removed since, as a package's upgrade does.
  ///
  /// Such a server goes on with its old code and loads new libraries into it. The kernel knows which file the process
  /// runs, and the cluster from which path; where either cannot be read, the answer is no.
  func isOutdated(in cluster: String) -> Bool {
    guard Self.isAlive(pid, in: cluster), let running = Files.identity("/proc/\(pid)/exe"),
      let command = try? Files.read("\(cluster)/postmaster.opts"), let end = command.firstRange(of: " \"")
    else { return false }
    guard let installed = Files.identity(String(command[..<end.lowerBound])) else { return true }
    return installed != running
  }

  /// Whether the process exists and is not a zombie.
  static func isProcess(_ pid: pid_t) -> Bool { Files.target(ofLink: "/proc/\(pid)/cwd") != nil }

  /// Ends the server in the way that PostgreSQL calls fast, and waits for its end.
  func end(in cluster: String) throws(ServerError) {
    kill(pid, SIGINT)
    let began = ContinuousClock.now
    while Self.isAlive(pid, in: cluster) {
      guard began.duration(to: .now) < .seconds(60) else {
        throw ServerError(
          .stopFailed,
          "PostgreSQL in \(cluster) has not ended within a minute (process \(pid)): try again later.")
      }
      usleep(5000)
    }
  }

  /// Clears the remains of a killed server: its child processes, and files that would prevent a start.
  static func clearRemains(in cluster: String) throws(ServerError) {
    // Without /proc a dead server is indistinguishable from a live one;
    // then PostgreSQL's own interlock decides.
    guard let processes = try? Files.list("/proc"), processes.contains("self") else { return }
    for pid in processes.compactMap({ pid_t($0) }) where isAlive(pid, in: cluster) {
      kill(pid, SIGKILL)
      while isAlive(pid, in: cluster) { usleep(1000) }
    }
    guard Files.info(file(cluster)) != nil else { return }
    if let old = try recorded(in: cluster) {
      SocketFolder(path: old.socketFolder).removeSocket()
    }
    Files.remove(file(cluster))
  }
}
