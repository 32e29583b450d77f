import CPostgres

/// A connection to PostgreSQL, used by one thread at a time; it is closed with the last reference to it.
@safe package final class Connection {
  let handle: OpaquePointer
  /// The statement that the server may still be running.
  var started: Started?
  /// Nil until somebody asks.
  var pooled: Bool?
  /// What is set anew in each transaction, since a pooler stands in between.
  var repeated: [(name: String, value: String)] = []
  /// Whether the server has committed something without waiting for its standby, as it ought to have.
  var isUnconfirmed = false

  /// Connects with a libpq connection string: `key=value` words,
  /// a `postgresql://` URI or the name of a database.
  ///
  /// Unspecified settings come from the PG* variables, the service file and `.pgpass`. Gives up after
  /// `connect_timeout` seconds for all hosts together, or 10 where none is given; 0 waits without limit.
  package init(_ conninfo: String) throws(PostgresError) {
    unsafe handle = try Self.open(conninfo)
    unsafe PQsetNoticeReceiver(
      handle,
      { context, notice in
        guard let context = unsafe context, let notice = unsafe notice else { return }
        unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().take(notice)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Takes note of a notice; the server tells by one alone that it gave up waiting for its standby.
  private func take(_ notice: OpaquePointer) {
    // By its source, since the words are in the server's language.
    let source = unsafe ResultHandle.field("R", of: notice)
    if source == "SyncRepWaitForLSN" { isUnconfirmed = true }
  }

  deinit {
    unsafe PQfinish(handle)
  }

  /// Whether statements can be sent; once false it stays so, and a new connection is needed.
  package var isUsable: Bool { unsafe PQstatus(handle) == CONNECTION_OK }

  /// Such as 150018 for PostgreSQL 15.18.
  package var serverVersion: Int { Int(unsafe PQserverVersion(handle)) }

  /// The process that serves this connection, as in `pg_stat_activity.pid`; another number where it ``isPooled``.
  package var serverProcess: Int32 { unsafe PQbackendPID(handle) }

  /// Whether a pooler such as PgBouncer stands in between, so that each transaction may be served by another process.
  ///
  /// What is set, locked, prepared or listened for in the session may then be lost, or be somebody else's, with the
  /// end of the transaction. A pooler that keeps the process for the whole session looks the same. Asks the server
  /// once.
  package var isPooled: Bool {
    get throws(PostgresError) {
      if let pooled { return pooled }
      // A pooler has keys of its own for cancelling, which clients take for the process.
      let found = try query("SELECT pg_catalog.pg_backend_pid()")[0].get(0, as: Int32.self) != serverProcess
      pooled = found
      return found
    }
  }

  /// A setting that the server reports, such as `TimeZone` or `in_hot_standby`; nil where it does not.
  package func parameterStatus(_ name: String) -> String? {
    unsafe PQparameterStatus(handle, name).map { unsafe String(cString: $0) }
  }

  /// From now on the server cancels each statement that takes longer; 0 lets it run without limit.
  package func setStatementTimeout(milliseconds: Int) throws(PostgresError) {
    try set([Setting("statement_timeout", "\(String(milliseconds))")])
  }

  /// Throws where a pooler stands in between, for what takes a session of its own.
  package func requireSession() throws(PostgresError) {
    guard try isPooled else { return }
    throw PostgresError(
      .server, code: .featureNotSupported,
      message: "This takes a session of its own, which a pooler such as PgBouncer does not give.",
      hint: "Connect to the server itself.")
  }
}
