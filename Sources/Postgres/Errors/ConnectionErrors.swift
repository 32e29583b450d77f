import CPostgres

extension PostgresError {
  /// libpq's message for the last call, which returned no result.
  init(failureOf connection: OpaquePointer) {
    let said = unsafe String(cString: PQerrorMessage(connection)).firstLine
    guard unsafe PQstatus(connection) == CONNECTION_OK else {
      self = .lost(said, code: .connectionFailure)
      return
    }
    self = .usage("The statement could not be sent: \(said)")
  }

  /// The error for a lost connection: the last one gives the reason, and the server's code if there was one.
  static func lost(after failure: PostgresError?) -> Self {
    guard let failure, failure.kind != .connection else {
      return failure ?? lost("the server has closed it", code: .connectionFailure)
    }
    return lost(failure.message, code: failure.kind == .server ? failure.code : .connectionFailure)
  }

  static func lost(_ said: String, code: SQLSTATE) -> Self {
    Self(
      .connection, code: code, message: "The connection to PostgreSQL was lost: \(said)",
      hint: "See that the server runs and try again.")
  }

  /// The error for a commit that did not wait for the standby: its outcome is as unknown as after a lost connection.
  static var unconfirmed: Self {
    Self(
      .connection, code: .connectionFailure,
      message:
        "PostgreSQL gave up waiting for its standby, so that what it has just saved may be lost with it",
      hint: "Try again once the standby is back.")
  }

  /// The error of a failed connection, from libpq's verbose report.
  init(refusalOf connection: OpaquePointer) {
    let said = unsafe String(cString: PQerrorMessage(connection))
    // Of several hosts, the last one tried.
    guard let cause = said.afterLast(" failed: ") else {
      self.init(
        .connection, code: .unableToConnect, message: "No connection to PostgreSQL: \(said.firstLine)")
      return
    }
    let address = unsafe Connection.address(of: connection)
    let user = unsafe PQuser(connection).map { unsafe String(cString: $0) } ?? ""
    let needsPassword = unsafe PQconnectionNeedsPassword(connection) != 0
    guard let refusal = ServerRefusal(verbose: cause) else {
      if let kind = Self.wrongKinds[cause.firstLine] {
        self.init(
          .connection, code: .unableToConnect,
          message:
            "None of the servers that were named is what target_session_attrs asks for; the last, at \(address), is \(kind).",
          hint: "Name the others too, or wait until one takes over.")
      } else if needsPassword {
        self.init(
          .connection, code: .invalidPassword,
          message: "PostgreSQL at \(address) asks for the password of user \"\(user)\".",
          hint: "Give it in ~/.pgpass, PGPASSWORD or the connection string.")
      } else {
        self.init(
          .connection, code: .unableToConnect,
          message: "PostgreSQL cannot be reached at \(address): \(cause.firstLine).",
          hint: "Start the server, or name another host or port.")
      }
      return
    }
    self.init(
      .connection, code: refusal.code,
      message: "PostgreSQL at \(address) refused the connection: \(refusal.message)",
      detail: refusal.detail, hint: refusal.hint ?? Self.remedy(refusal.code))
  }

  /// What a server is that libpq passes over for `target_session_attrs`, by its message.
  private static let wrongKinds = [
    "session is read-only": "read-only", "session is not read-only": "not read-only",
    "server is in hot standby mode": "a standby", "server is not in hot standby mode": "no standby",
  ]

  private static func remedy(_ code: SQLSTATE) -> String? {
    switch code {
    case .invalidPassword: "Correct the password in ~/.pgpass, PGPASSWORD or the connection string."
    case .undefinedDatabase: "Create the database or name another one."
    case .invalidAuthorization: "Connect as another user, or have this one admitted in pg_hba.conf."
    case .tooManyConnections, .cannotConnectNow: "Try again in a moment."
    default: nil
    }
  }
}

/// A server's error in libpq's verbose format, the only text that contains the SQLSTATE.
private struct ServerRefusal {
  let code: SQLSTATE
  let message: String
  var detail: String?
  var hint: String?

  /// Reads `SEVERITY:  CODE: message` and the lines below; nil where libpq itself has failed.
  init?(verbose text: String) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first, let colon = first.firstRange(of: ":  ") else { return nil }
    let rest = first[colon.upperBound...]
    let code = rest.prefix(5)
    guard code.utf8.count == 5, code.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber) }),
      rest.dropFirst(5).hasPrefix(": ")
    else { return nil }
    self.code = SQLSTATE(rawValue: String(code))
    message = String(rest.dropFirst(7))
    for line in lines.dropFirst() {
      if line.hasPrefix("DETAIL:  ") { detail = String(line.dropFirst(9)) }
      if line.hasPrefix("HINT:  ") { hint = String(line.dropFirst(7)) }
    }
  }
}

extension String {
  fileprivate func afterLast(_ mark: String) -> String? {
    ranges(of: mark).last.map { String(self[$0.upperBound...]) }
  }
}
