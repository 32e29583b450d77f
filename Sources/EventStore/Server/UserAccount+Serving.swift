import Glibc
import System

extension UserAccount {
  /// The account that owns the data folder or is to own it: PostgreSQL refuses to run as root.
  static func serving(_ folder: String) throws(ServerError) -> UserAccount {
    guard geteuid() == 0 else { return current }
    if let info = Files.info(folder), info.st_uid != 0, Files.info("\(folder)/\(Layout.file)") != nil {
      return UserAccount(user: info.st_uid) ?? UserAccount(user: info.st_uid, group: info.st_gid, name: nil)
    }
    for name in ["postgres", "nobody"] {
      if let account = UserAccount(named: name) { return account }
    }
    throw ServerError(
      .folderUnusable,
      "PostgreSQL refuses to run as root and there is no account postgres or nobody: add the account postgres."
    )
  }
}
