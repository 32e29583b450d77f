package import Glibc

/// An account of this machine: the owner of files and programs.
package struct UserAccount: Sendable {
  package let user: uid_t
  package let group: gid_t
  /// Its login name; nil where the system has none or was not asked.
  package let name: String?

  package var isCurrent: Bool { user == geteuid() }

  /// The account that runs this program, without its name, which is costly to look up.
  package static var current: UserAccount {
    UserAccount(user: geteuid(), group: getegid(), name: nil)
  }

  package init(user: uid_t, group: gid_t, name: String?) {
    self.user = user
    self.group = group
    self.name = name
  }

  /// The account with a number, as the system knows it.
  package init?(user: uid_t) { unsafe self.init(getpwuid(user)) }

  /// The account with a login name, as the system knows it.
  package init?(named name: String) { unsafe self.init(getpwnam(name)) }

  private init?(_ entry: UnsafeMutablePointer<passwd>?) {
    guard let found = unsafe entry?.pointee, let name = unsafe found.pw_name else { return nil }
    unsafe self.init(user: found.pw_uid, group: found.pw_gid, name: String(cString: name))
  }

  /// The command that runs another one as this account.
  package func command(_ path: String, _ arguments: [String]) -> (path: String, arguments: [String]) {
    if isCurrent { return (path, arguments) }
    let groups = name == nil ? "--clear-groups" : "--init-groups"
    return (
      "/usr/bin/env",
      // The account may not be able to enter the folder that we are in.
      ["--chdir=/", "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", groups, "--", path] + arguments
    )
  }
}
