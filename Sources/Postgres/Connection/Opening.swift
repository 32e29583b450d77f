import CPostgres
import Glibc

extension Connection {
  static func open(_ conninfo: String) throws(PostgresError) -> OpaquePointer {
    guard !conninfo.utf8.contains(0) else {
      throw .usage("The connection string holds a NUL character; remove it.")
    }
    // Later words prevail over earlier ones; "dbname" is where libpq looks for a connection string.
    let words = [
      ("fallback_application_name", "parley"), ("dbname", conninfo), ("client_encoding", "UTF8"),
    ]
    let started = unsafe withCStrings(words.map(\.0)) { keys in
      unsafe withCStrings(words.map(\.1)) { values in unsafe PQconnectStartParams(keys, values, 1) }
    }
    guard let connection = unsafe started else {
      throw .usage("There is no memory left for a connection; close other programs.")
    }
    do {
      // Only so does libpq tell the SQLSTATE of a refusal.
      unsafe PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
      try unsafe finishOpening(connection)
      unsafe PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
    } catch {
      unsafe PQfinish(connection)
      throw error
    }
    return unsafe connection
  }

  private static func finishOpening(_ connection: OpaquePointer) throws(PostgresError) {
    guard unsafe PQstatus(connection) != CONNECTION_BAD else {
      throw unsafe PostgresError(refusalOf: connection)
    }
    let seconds = unsafe option("connect_timeout", of: connection).flatMap { Int($0) } ?? 10
    let deadline = Deadline(milliseconds: seconds > 0 ? seconds * 1000 : -1)
    var awaited = Int16(POLLOUT)
    while true {
      guard unsafe wait(for: awaited, on: PQsocket(connection), until: deadline) != .timeOut else {
        throw unsafe PostgresError(
          .connection, code: .unableToConnect,
          message: "PostgreSQL at \(address(of: connection)) did not answer within \(seconds) seconds.",
          hint: "Check host, port and firewall, or set a longer connect_timeout.")
      }
      switch unsafe PQconnectPoll(connection) {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_READING: awaited = Int16(POLLIN)
      case PGRES_POLLING_WRITING: awaited = Int16(POLLOUT)
      default: throw unsafe PostgresError(refusalOf: connection)
      }
    }
  }

  static func address(of connection: OpaquePointer) -> String {
    let host = unsafe PQhost(connection).map { unsafe String(cString: $0) } ?? ""
    let port = unsafe PQport(connection).map { unsafe String(cString: $0) } ?? ""
    return host.hasPrefix("/") ? "\(host)/.s.PGSQL.\(port)" : "\(host):\(port)"
  }

  /// An option in effect, wherever it came from.
  private static func option(_ name: String, of connection: OpaquePointer) -> String? {
    unsafe options(of: connection).first { $0.name == name }?.value
  }

  private typealias Setting = (name: String, variable: String?, value: String)

  /// The options in effect, each with the environment variable that sets it, where there is one.
  private static func options(of connection: OpaquePointer) -> [Setting] {
    let options = unsafe PQconninfo(connection)
    defer { unsafe PQconninfoFree(options) }
    var found: [Setting] = []
    var next = unsafe options
    while let option = unsafe next, let name = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        let variable = unsafe option.pointee.envvar.map { unsafe String(cString: $0) }
        unsafe found.append((String(cString: name), variable, String(cString: value)))
      }
      unsafe next = option + 1
    }
    return found
  }

  /// The environment variables with which another PostgreSQL program connects to the same server and database
  /// in the same way.
  ///
  /// They may hold a password, and of several hosts name the one that answered.
  package var environment: [String: String] {
    var variables: [String: String] = [:]
    for option in unsafe Self.options(of: handle) {
      // A service's settings are among the other options already, and would override them.
      if let variable = option.variable, option.name != "service" { variables[variable] = option.value }
    }
    variables["PGHOST"] = unsafe PQhost(handle).map { unsafe String(cString: $0) }
    variables["PGHOSTADDR"] = unsafe PQhostaddr(handle).map { unsafe String(cString: $0) }
    variables["PGPORT"] = unsafe PQport(handle).map { unsafe String(cString: $0) }
    return variables
  }
}

/// Passes a null-terminated array of C strings to the closure.
private func withCStrings<R>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
  let copies = unsafe strings.map { unsafe strdup($0) }
  defer { for index in strings.indices { unsafe free(copies[index]) } }
  return unsafe body(copies.map { unsafe UnsafePointer($0) } + [nil])
}
