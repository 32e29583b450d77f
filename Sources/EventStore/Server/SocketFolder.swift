import Glibc
import System

/// The folder of the server's Unix socket, accessible only to the account (and root).
struct SocketFolder {
  static let port = 5432
  /// The limit on the length of a socket's path, set by the kernel and PostgreSQL.
  private static let longestPath = 107

  let path: String

  private var socket: String { "\(path)/.s.PGSQL.\(Self.port)" }

  init(path: String) { self.path = path }

  /// In the data folder if its name can be used, else in the folder for run-time files under a name derived from it.
  init(for data: DataFolder, account: UserAccount, environment: [String: String]) {
    let inside = SocketFolder(path: data.sockets)
    if inside.canBeNamed {
      self = inside
      return
    }
    // FNV-1a, since Swift's own hash differs from process to process.
    let hash = data.path.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let name = "parley-" + String(hash, radix: 16)
    if account.isCurrent, let runtime = environment["XDG_RUNTIME_DIR"], runtime.hasPrefix("/"),
      Files.isWritable(runtime)
    {
      let there = SocketFolder(path: Files.join(runtime, name))
      if there.canBeNamed {
        self = there
        return
      }
    }
    path = "/tmp/\(name)"
  }

  /// libpq takes a comma for the end of a host.
  private var canBeNamed: Bool {
    socket.utf8.count <= Self.longestPath && !path.utf8.contains(UInt8(ascii: ","))
  }

  private func isPrivate(to account: UserAccount) -> Bool {
    guard let info = Files.info(path) else { return false }
    return info.st_mode & S_IFMT == S_IFDIR && info.st_uid == account.user && info.st_mode & 0o077 == 0
  }

  func make(for account: UserAccount) throws(ServerError) {
    do { try Files.makeFolder(path, mode: 0o700, owner: account) } catch {
      guard error.code == EEXIST else { throw .folder(path, "make the folder", error) }
    }
    guard isPrivate(to: account) else {
      throw ServerError(
        .folderUnusable,
        "\(path), which is to hold the server's socket, is open to other accounts or belongs to one: remove it."
      )
    }
  }

  /// Whether a server listens here.
  func accepts(for account: UserAccount) -> Bool {
    guard isPrivate(to: account), socket.utf8.count <= Self.longestPath else { return false }
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: socket.utf8) }
    let result = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    // A full queue of callers has a listener too.
    return result == 0 || errno == EAGAIN
  }

  func removeSocket() {
    Files.remove(socket)
    Files.remove("\(socket).lock")
  }

  /// As an item of PostgreSQL's list of folders.
  var setting: String {
    "\"" + path.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The connection string of the database, which overrides the PG* variables.
  var conninfo: String {
    var quoted = ""
    for character in path.unicodeScalars {
      if character == "'" || character == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(character)
    }
    return "host='\(quoted)' hostaddr='' port=\(Self.port) dbname=\(Cluster.database) user=\(Cluster.user)"
  }
}
