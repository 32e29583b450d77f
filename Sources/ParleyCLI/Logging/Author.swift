import System

/// The name of the recorder of an event.
enum Author {
  /// The name that was given, else `PARLEY_BY`, else the name of the account.
  ///
  /// - Throws: `Failure` where the variable that holds it is not valid UTF-8.
  static func name(_ given: String?) throws -> String {
    if let given { return given }
    for name in ["PARLEY_BY", "USER"] {
      guard let value = Environment[name] else { continue }
      guard Environment.isUTF8(name) else {
        throw Failure("What \(name) holds, “\(value)”, is not valid UTF-8; give your name with --by.", .data)
      }
      return value
    }
    return UserAccount(user: UserAccount.current.user)?.name ?? "unknown"
  }
}
