import Postgres
import System

/// Moves a cluster to a later major version of PostgreSQL with pg_upgrade; the caller holds the data folder's lock.
///
/// The new cluster is made beside the old one, of which pg_upgrade copies the files. When it is whole it gets a name
/// that says so; from then on whoever starts the server finishes the exchange, if this program was killed.
struct MajorUpgrade {
  private let cluster: Cluster
  private let old: Installation
  private let new: Installation

  private var data: DataFolder { cluster.data }

  /// Finds the programs of both versions.
  init(of cluster: Cluster) throws(ServerError) {
    self.cluster = cluster
    guard let version = try cluster.version() else { throw .nothingToUpgrade(in: cluster.data.path) }
    (old, new) = try Installation.pair(
      from: version, environment: cluster.environment, account: cluster.account)
    guard Files.info(cluster.data.kept(of: version)) == nil else {
      throw ServerError(
        .upgradeFailed,
        "\(cluster.data.kept(of: version)) is there already, kept by an upgrade before: move it away, or remove it "
          + "with “parley server upgrade --drop-old”.")
    }
  }

  /// Moves the data of a stopped server, starts the new one, and gathers its statistics.
  func run(note: (String) -> Void) throws(ServerError) -> EmbeddedServer.Upgraded {
    note("Moving the data in \(data.path) from PostgreSQL \(old.major) to \(new.major)")
    try cluster.remove(data.upgradeDraft)
    do {
      try settle(note: note)
      try cluster.makeFolder(data.upgradeDraft, with: new)
      try move()
    } catch {
      try? cluster.remove(data.upgradeDraft)
      throw error
    }
    try attempting("write in", data.path) { () throws(SystemError) in
      try Files.rename(data.upgradeDraft, to: data.upgraded)
      try Files.syncFolder(data.path)
    }
    try Self.finishInterrupted(in: data)
    try StartUp(cluster: cluster, installation: new).run(note: note)
    analyze()
    return EmbeddedServer.Upgraded(old: old.major, new: new.major, kept: data.kept(of: old.major))
  }

  /// Puts an upgraded cluster that is whole in the place of the old one, which is kept; does nothing where there is
  /// none.
  static func finishInterrupted(in data: DataFolder) throws(ServerError) {
    guard Files.info(data.upgraded) != nil else { return }
    let version = try data.version(of: data.cluster)
    try attempting("write in", data.path) { () throws(SystemError) in
      if let version { try Files.rename(data.cluster, to: data.kept(of: version)) }
      try Files.rename(data.upgraded, to: data.cluster)
      try Files.syncFolder(data.path)
    }
  }

  /// Has the old server recover what a crash left, since pg_upgrade wants a cluster that was shut down.
  private func settle(note: (String) -> Void) throws(ServerError) {
    try StartUp(cluster: cluster, installation: old).run(note: note)
    if let server = try cluster.living() { try server.end(in: data.cluster) }
  }

  /// Runs pg_upgrade in the data folder, with sockets elsewhere, since it hands its paths to a shell; where it fails,
  /// its own logs follow what it said, and the last error of a program in them, else its own last line, is the output.
  private static let script = #"""
    umask 077; log=$1; made=$2; shift 2
    cd "$(dirname "$log")" && sockets=$(mktemp -d) || exit
    "$@" --socketdir="$sockets" >"$log" 2>&1; status=$?
    rm -rf "$sockets" delete_old_cluster.sh
    [ $status -ne 0 ] || exit 0
    own=$(grep -v '^Failure, exiting' "$log" | grep . | tail -n 1)
    find "$made/pg_upgrade_output.d" -path '*/log/*' -type f -exec cat {} + >>"$log" 2>&1
    grep -E '^[a-z_]+: error: |No space left on device' "$log" | tail -n 1 | grep . || echo "${own:-nothing}"
    exit $status
    """#

  private func move() throws(ServerError) {
    let upgrade = [
      new.program("pg_upgrade"), "--old-bindir=\(old.folder)", "--new-bindir=\(new.folder)",
      "--old-datadir=\(Files.split(data.cluster).name)",
      "--new-datadir=\(Files.split(data.upgradeDraft).name)",
      "--username=\(Cluster.user)",
    ]
    try cluster.run("/bin/sh", ["-c", Self.script, "sh", data.upgradeLog, data.upgradeDraft] + upgrade) {
      complaint in
      ServerError(
        .upgradeFailed,
        "pg_upgrade cannot move the data in \(data.path) to PostgreSQL \(new.major), and left them as they were "
          + "(\(complaint)): read \(data.upgradeLog) for why.", underlying: complaint)
    }
  }

  /// Gathers the planner's statistics, which pg_upgrade leaves behind in part.
  private func analyze() {
    guard let server = try? cluster.serving() else { return }
    // Without them answers are slower until the server gathers them by itself.
    try? Connection(SocketFolder(path: server.socketFolder).conninfo).script("ANALYZE")
  }
}
