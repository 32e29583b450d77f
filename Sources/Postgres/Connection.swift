internal import CPostgres
internal import Glibc

/// A connection to a PostgreSQL server; synchronous, used by one thread at a time.
@safe package final class Connection {
  private let handle: OpaquePointer

  /// - Parameter conninfo: key=value pairs or a URI, as libpq takes them; what it leaves out comes from the PG*
  ///   variables, the service file and `.pgpass`.
  package init(_ conninfo: String) throws(PostgresError) {
    let keywords = ["fallback_application_name", "connect_timeout", "client_encoding", "dbname"]
    let values = ["parley", "10", "UTF8", conninfo]
    let opened = unsafe withCStrings(keywords) { keywords in
      unsafe withCStrings(values) { values in unsafe PQconnectdbParams(keywords, values, 1) }
    }
    guard let opened = unsafe opened else { throw PostgresError(.connection, "there is not enough memory") }
    unsafe handle = unsafe opened
    guard unsafe PQstatus(handle) == CONNECTION_OK else {
      let message = unsafe String(cString: PQerrorMessage(handle))
      throw Self.refusal(message)
    }
    unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  deinit { unsafe PQfinish(handle) }

  /// Sorts out why a connection was not made; libpq says so in words only.
  private static func refusal(_ message: String) -> PostgresError {
    let line = message.split(separator: "\n").joined(separator: " ")
    let code: SQLSTATE =
      if line.contains("password authentication failed") || line.contains("no password supplied") {
        .invalidPassword
      } else if line.contains("does not exist") && line.contains("database") {
        .invalidCatalogName
      } else if line.contains("pg_hba.conf") || line.contains("role") {
        .invalidAuthorization
      } else {
        .connectionFailure
      }
    return PostgresError(.connection, line, code: code)
  }

  /// The server's version as a number: 150004 for 15.4.
  package var serverVersion: Int { unsafe Int(PQserverVersion(handle)) }
  package var isUsable: Bool { unsafe PQstatus(handle) == CONNECTION_OK }

  // MARK: Statements

  /// Runs one statement and returns its rows.
  @discardableResult
  package func query(_ sql: SQL) throws(PostgresError) -> Rows { Rows(try run(sql)) }

  /// Runs one statement and returns how many rows it touched.
  @discardableResult
  package func execute(_ sql: SQL) throws(PostgresError) -> Int { try run(sql).affected }

  /// Runs several statements that are a program's own text, such as a file of the schema.
  package func script(_ text: String) throws(PostgresError) {
    _ = try unsafe checked(PQexec(handle, text))
  }

  private func run(_ sql: SQL) throws(PostgresError) -> ResultHandle {
    try refuseNUL(sql)
    return try unsafe checked(
      withParameters(sql) { types, values, lengths, formats in
        unsafe PQexecParams(
          handle, sql.text, Int32(sql.parameters.count), types, values, lengths, formats, 1)
      })
  }

  /// Sends all statements at once and returns their rows in order; the first error is thrown when all of them
  /// have been answered, and none of them has an effect.
  package func pipeline(_ statements: [SQL]) throws(PostgresError) -> [Rows] {
    for sql in statements { try refuseNUL(sql) }
    guard unsafe PQenterPipelineMode(handle) == 1 else { throw lastError }
    var sent = 0
    for sql in statements {
      let ok = unsafe withParameters(sql) { types, values, lengths, formats in
        unsafe PQsendQueryParams(
          handle, sql.text, Int32(sql.parameters.count), types, values, lengths, formats, 1)
      }
      if ok != 1 { break }
      sent += 1
    }
    _ = unsafe PQpipelineSync(handle)
    var rows: [Rows] = []
    var failure: PostgresError?
    for _ in 0..<sent {
      while let next = unsafe PQgetResult(handle) {
        let result = unsafe ResultHandle(next)
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: rows.append(Rows(result))
        case PGRES_PIPELINE_ABORTED: break
        default: failure = failure ?? result.error
        }
      }
      if !isUsable { break }
    }
    while isUsable, let next = unsafe PQgetResult(handle) {
      let result = unsafe ResultHandle(next)
      if result.status == PGRES_PIPELINE_SYNC { break }
    }
    _ = unsafe PQexitPipelineMode(handle)
    if let failure { throw failure }
    guard sent == statements.count, rows.count == sent else { throw lastError }
    return rows
  }

  private func checked(_ pointer: OpaquePointer?) throws(PostgresError) -> ResultHandle {
    guard let pointer = unsafe pointer else { throw lastError }
    let result = unsafe ResultHandle(pointer)
    switch result.status {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_EMPTY_QUERY: return result
    default: throw isUsable ? result.error : broken(result.error)
    }
  }

  private func broken(_ error: PostgresError) -> PostgresError {
    PostgresError(.connection, error.message, code: error.code, detail: error.detail, hint: error.hint)
  }

  private var lastError: PostgresError {
    let message = unsafe String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
    return PostgresError(
      .connection, message.isEmpty ? "the connection is gone" : message, code: .connectionFailure)
  }

  private func refuseNUL(_ sql: SQL) throws(PostgresError) {
    for parameter in sql.parameters where parameter.type == String.type || parameter.type == String.arrayType
    {
      // In an array the lengths hold zeros as well, so that only single texts can be told here.
      if parameter.type == String.type, parameter.bytes?.contains(0) == true {
        throw PostgresError(.usage, "A text for the database must not hold a NUL character.")
      }
    }
  }

  // MARK: Transactions

  package enum TransactionMode: String, Sendable {
    case readWrite = "BEGIN"
    /// Sees one moment throughout, and writes nothing.
    case readOnlySnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
  }

  /// Runs the body in a transaction, committed at its end and rolled back where it throws.
  package func transaction<R>(_ mode: TransactionMode = .readWrite, _ body: () throws -> R) throws -> R {
    try script(mode.rawValue)
    let value: R
    do {
      value = try body()
    } catch {
      if isUsable { try? script("ROLLBACK") }
      throw error
    }
    try script("COMMIT")
    return value
  }

  /// Limits how long a statement may take, from now on; 0 for no limit.
  package func setStatementTimeout(milliseconds: Int) throws(PostgresError) {
    try query("SELECT set_config('statement_timeout', \(String(milliseconds)), false)")
  }

  // MARK: COPY

  /// Runs `COPY … FROM STDIN`; where the body throws, nothing is loaded.
  @discardableResult
  package func copyIn(_ sql: SQL, _ body: (CopyIn) throws -> Void) throws -> Int {
    guard try run(sql).status == PGRES_COPY_IN else {
      throw PostgresError(.usage, "Only COPY … FROM STDIN takes data.")
    }
    do {
      try body(CopyIn(connection: self))
    } catch {
      _ = unsafe PQputCopyEnd(handle, "the client gave up")
      drain()
      throw error
    }
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw lastError }
    let result = try unsafe checked(PQgetResult(handle))
    drain()
    return result.affected
  }

  /// Where the data of a COPY goes.
  package struct CopyIn {
    fileprivate let connection: Connection

    package func write(_ bytes: [UInt8]) throws(PostgresError) {
      let ok = unsafe bytes.withUnsafeBytes { buffer in
        unsafe PQputCopyData(
          connection.handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      }
      guard ok == 1 else { throw connection.lastError }
    }
  }

  /// Runs `COPY … TO STDOUT` and hands over its data, a row at a time; where the body throws, the rest is
  /// cancelled.
  package func copyOut(_ sql: SQL, _ body: ([UInt8]) throws -> Void) throws {
    guard try run(sql).status == PGRES_COPY_OUT else {
      throw PostgresError(.usage, "Only COPY … TO STDOUT gives data.")
    }
    var chunk: [UInt8] = []
    while true {
      var buffer: UnsafeMutablePointer<CChar>? = nil
      let length = unsafe PQgetCopyData(handle, &buffer, 0)
      if length == -1 { break }
      guard length > 0, let start = unsafe buffer else { throw lastError }
      defer { unsafe PQfreemem(start) }
      do {
        chunk.removeAll(keepingCapacity: true)
        unsafe chunk.append(contentsOf: UnsafeRawBufferPointer(start: start, count: Int(length)))
        try body(chunk)
      } catch {
        cancellation.cancel()
        drain()
        throw error
      }
    }
    _ = try unsafe checked(PQgetResult(handle))
    drain()
  }

  /// Reads what is left of a statement's answer.
  private func drain() {
    while let next = unsafe PQgetResult(handle) {
      let result = unsafe ResultHandle(next)
      if result.status == PGRES_COPY_OUT {
        var buffer: UnsafeMutablePointer<CChar>? = nil
        while unsafe PQgetCopyData(handle, &buffer, 0) > 0 { unsafe PQfreemem(buffer) }
      } else if result.status == PGRES_COPY_IN {
        return
      }
    }
  }

  // MARK: Notifications

  package struct Notification: Hashable, Sendable {
    package let channel: String
    package let payload: String
  }

  package func listen(_ channel: String) throws(PostgresError) {
    try execute("LISTEN \(identifier: channel)")
  }

  /// The next notification; nil where none came in time.
  package func waitForNotification(timeoutMilliseconds: Int) throws(PostgresError) -> Notification? {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    let deadline = Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000 + timeoutMilliseconds
    while true {
      guard unsafe PQconsumeInput(handle) == 1 else { throw lastError }
      if let it = unsafe PQnotifies(handle) {
        defer { unsafe PQfreemem(it) }
        return unsafe Notification(
          channel: String(cString: it.pointee.relname), payload: String(cString: it.pointee.extra))
      }
      unsafe clock_gettime(CLOCK_MONOTONIC, &now)
      let left = deadline - (Int(now.tv_sec) * 1000 + Int(now.tv_nsec) / 1_000_000)
      if left <= 0 { return nil }
      var descriptor = unsafe pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&descriptor, 1, Int32(clamping: left))
    }
  }

  // MARK: Cancelling

  /// Stops the statement in progress; may be used from another thread.
  package var cancellation: Cancellation { unsafe Cancellation(PQgetCancel(handle)) }

  package final class Cancellation: Sendable {
    private let address: UInt

    fileprivate init(_ handle: OpaquePointer?) { address = UInt(bitPattern: handle) }
    deinit { unsafe PQfreeCancel(OpaquePointer(bitPattern: address)) }

    /// Asks the server; whether it stopped shows in the error of the statement.
    package func cancel() {
      var complaint = [CChar](repeating: 0, count: 256)
      _ = unsafe PQcancel(OpaquePointer(bitPattern: address), &complaint, Int32(complaint.count))
    }
  }
}

/// Calls a function with the texts as a null-terminated list of C strings.
private func withCStrings<R>(
  _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
  let copies = unsafe texts.map { unsafe strdup($0) }
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  let pointers = unsafe copies.map { unsafe UnsafePointer<CChar>($0) } + [nil]
  return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
}

/// Calls a function with a statement's parameters in the form that libpq takes.
private func withParameters<R>(
  _ sql: SQL,
  _ body: (
    UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
  )
    -> R
) -> R {
  let types = sql.parameters.map { Oid($0.type) }
  let lengths = sql.parameters.map { Int32($0.bytes?.count ?? 0) }
  let formats = [Int32](repeating: 1, count: sql.parameters.count)
  // One buffer holds all values, each followed by a byte that keeps empty ones apart from NULL.
  var buffer: [CChar] = []
  var offsets: [Int?] = []
  for parameter in sql.parameters {
    offsets.append(parameter.bytes == nil ? nil : buffer.count)
    buffer += (parameter.bytes ?? []).map { CChar(bitPattern: $0) }
    buffer.append(0)
  }
  return unsafe buffer.withUnsafeBufferPointer { all in
    let values = unsafe offsets.map { offset in unsafe offset.map { unsafe all.baseAddress! + $0 } }
    return unsafe values.withUnsafeBufferPointer { values in
      unsafe types.withUnsafeBufferPointer { types in
        unsafe lengths.withUnsafeBufferPointer { lengths in
          unsafe formats.withUnsafeBufferPointer { formats in
            unsafe body(types.baseAddress, values.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}
