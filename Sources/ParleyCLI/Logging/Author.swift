import System

/// The name of the recorder of an event.
enum Author {
  /// The name that was given, else `PARLEY_BY`, else the name of the account.
  static func name(_ given: String?) -> String {
    given ?? Environment["PARLEY_BY"] ?? Environment["USER"] ?? UserAccount(user: UserAccount.current.user)?
      .name
      ?? "unknown"
  }
}
