import Glibc

/// Whom the server runs as.
struct Account: Sendable {
  let user: uid_t
  let group: gid_t
  /// Its login name, or nil where the system knows none.
  let name: String?

  var isCurrent: Bool { user == geteuid() }

  static var current: Account {
    Account(user: geteuid(), group: getegid(), name: nil)
  }

  /// The account that owns the data folder or is to own it: PostgreSQL refuses to run as root.
  static func serving(_ folder: String) throws(ServerError) -> Account {
    guard geteuid() == 0 else { return current }
    if let info = Files.info(folder), info.st_uid != 0, Files.info("\(folder)/\(Layout.file)") != nil {
      let known = unsafe Account(getpwuid(info.st_uid))
      return known ?? Account(user: info.st_uid, group: info.st_gid, name: nil)
    }
    for name in ["postgres", "nobody"] {
      if let account = unsafe Account(getpwnam(name)) { return account }
    }
    throw ServerError(
      .folderUnusable,
      "PostgreSQL refuses to run as root and there is no account postgres or nobody: add the account postgres."
    )
  }

  init(user: uid_t, group: gid_t, name: String?) {
    self.user = user
    self.group = group
    self.name = name
  }

  private init?(_ entry: UnsafeMutablePointer<passwd>?) {
    guard let found = unsafe entry?.pointee, let name = unsafe found.pw_name else { return nil }
    unsafe self.init(user: found.pw_uid, group: found.pw_gid, name: String(cString: name))
  }

  /// The command that runs another one as this account.
  func command(_ path: String, _ arguments: [String]) -> (path: String, arguments: [String]) {
    if isCurrent { return (path, arguments) }
    let groups = name == nil ? "--clear-groups" : "--init-groups"
    return (
      "/usr/bin/env",
      // The account may not be able to enter the folder that we are in.
      ["--chdir=/", "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", groups, "--", path] + arguments
    )
  }
}
