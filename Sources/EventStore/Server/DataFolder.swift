import Glibc
import System

/// The folder of the cluster and its auxiliary files.
struct DataFolder: Sendable {
  /// Absolute and free of links.
  let path: String

  var cluster: String { "\(path)/cluster" }
  /// The cluster that an upgrade makes, and its name once it is whole.
  var upgradeDraft: String { "\(cluster).upgrade" }
  var upgraded: String { "\(cluster).upgraded" }
  /// What an upgrade said.
  var upgradeLog: String { "\(path)/upgrade.log" }
  private static let keptPrefix = "cluster-"

  /// Where an upgrade keeps the cluster of a major version.
  func kept(of version: Int) -> String { "\(path)/\(Self.keptPrefix)\(version)" }

  /// The clusters that upgrades kept.
  func kept() throws(SystemError) -> [String] {
    try (Files.list(path) ?? []).filter {
      $0.hasPrefix(Self.keptPrefix) && Int($0.dropFirst(Self.keptPrefix.count)) != nil
    }.sorted().map { "\(path)/\($0)" }
  }

  var log: String { "\(path)/server.log" }
  var previousLog: String { "\(path)/server.log.1" }
  var sockets: String { "\(path)/sockets" }
  private var lockFile: String { "\(path)/lock" }
  private static let draftPrefix = "cluster.draft-"

  /// The folder asked for, else `$PARLEY_DATA`, else the account's own place for data.
  init(_ asked: String?, environment: [String: String]) throws(ServerError) {
    let named = [asked, environment["PARLEY_DATA"]].compactMap { $0 }.first { !$0.isEmpty }
    let chosen =
      if let named { named } else { try Self.standard(environment) }
    // PostgreSQL keeps the path in a file of lines, and messages show it.
    guard !chosen.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
      throw ServerError(
        .folderUnusable, "The name of the data folder holds a control character: set PARLEY_DATA to another.")
    }
    path = Files.resolve(chosen.hasPrefix("/") ? chosen : Files.join(Files.resolve("."), chosen))
    guard path != "/" else {
      throw ServerError(.folderUnusable, "The data folder cannot be /: set PARLEY_DATA to another folder.")
    }
  }

  private static func standard(_ environment: [String: String]) throws(ServerError) -> String {
    if geteuid() == 0 { return "/var/lib/parley" }
    // The XDG specification has relative paths ignored.
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return Files.join(data, "parley") }
    if let home = environment["HOME"], home.hasPrefix("/") { return Files.join(home, ".local/share/parley") }
    throw ServerError(
      .folderUnusable, "There is no HOME to keep data in: set PARLEY_DATA to the folder for parley's data.")
  }

  /// Creates the folder if necessary; throws for a folder that is not parley's, which is left unchanged.
  func prepare(for account: UserAccount) throws(ServerError) {
    try make(path, mode: 0o700, owner: account)
    // In this order, since another parley marks the folder before it puts anything else there.
    let isOurs = if try isEmpty() { true } else { try Layout.isMarked(path) }
    guard isOurs else {
      throw ServerError(
        .folderForeign,
        "\(path) holds something that is not parley's: set PARLEY_DATA to an empty folder or to a new name.")
    }
    do { try Files.give(path, to: account) } catch {
      throw .folder(path, "give the account \(account.user)", error)
    }
    guard let info = Files.info(path), info.st_uid == account.user else {
      throw ServerError(
        .folderUnusable,
        "\(path) belongs to another account: run parley as that account, or set PARLEY_DATA to your own folder."
      )
    }
    guard try isWritable(for: account) else {
      throw ServerError(
        .folderUnusable,
        "The account \(account.name ?? String(account.user)) cannot write in \(path): "
          + "give it access to the folder and to those above it, or set PARLEY_DATA to another folder.")
    }
  }

  private func make(_ path: String, mode: mode_t, owner: UserAccount) throws(ServerError) {
    if Files.isFolder(path) { return }
    let parent = Files.split(path).parent
    // A server of another account has to pass through the folders above.
    if parent != "/" { try make(parent, mode: owner.isCurrent ? 0o700 : 0o755, owner: .current) }
    do { try Files.makeFolder(path, mode: mode, owner: owner) } catch {
      if error.code == EEXIST && Files.isFolder(path) { return }
      throw .folder(path, "make the folder", error)
    }
  }

  /// Whether it holds nothing besides the remains of a first start, complete or interrupted.
  private func isEmpty() throws(ServerError) -> Bool {
    let ours: Set = ["lock", "lost+found"]
    return try attempting("read the folder", path) { () throws(SystemError) in
      try (Files.list(path) ?? []).allSatisfy { ours.contains($0) || Layout.isDraft($0) }
    }
  }

  private func isWritable(for account: UserAccount) throws(ServerError) -> Bool {
    if account.isCurrent { return Files.isWritable(path) }
    let test = Subprocess(
      path: "/usr/bin/test", arguments: ["-w", path, "-a", "-x", path], environment: [:], account: account)
    do { return try test.run().status == 0 } catch {
      throw ServerError(
        .folderUnusable,
        "Cannot run setpriv and test (\(error.underlying)): install util-linux and coreutils.",
        underlying: error.underlying.description)
    }
  }

  /// Waits until no other parley changes the state of the server; the kernel lets go when this process ends.
  func lock(for account: UserAccount, waiting: () -> Void) throws(ServerError) -> Descriptor {
    try attempting("lock", lockFile) { () throws(SystemError) in
      let file = try Descriptor(opening: lockFile, O_RDWR | O_CREAT)
      try file.give(to: account)
      if flock(file.number, LOCK_EX | LOCK_NB) != 0 {
        waiting()
        try retrying { flock(file.number, LOCK_EX) }
      }
      return file
    }
  }

  /// The path for initialising a cluster, unique to this process.
  var draft: String { "\(path)/\(Self.draftPrefix)\(getpid())" }

  /// Clusters in the making, of this process or of others.
  func drafts() throws(SystemError) -> [String] {
    try (Files.list(path) ?? []).map { "\(path)/\($0)" }.filter {
      $0.hasPrefix("\(path)/\(Self.draftPrefix)") || $0 == upgradeDraft
    }
  }

  /// The major version of PostgreSQL that made a cluster; nil where there is none.
  func version(of cluster: String) throws(ServerError) -> Int? {
    let file = "\(cluster)/PG_VERSION"
    do { return try Files.read(file).flatMap { Int($0.prefix { $0 != "\n" }) } } catch {
      throw .folder(file, "read", error)
    }
  }
}
