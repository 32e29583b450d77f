import CPostgres

extension Connection {
  /// Runs COPY … FROM STDIN with the rows that the body writes; returns their number. An error loads nothing.
  package func copyIn(_ sql: SQL, _ body: (inout CopyIn) throws -> Void) throws -> Int {
    settle()
    if lacksSettings { return try transaction { try copyIn(sql, body) } }
    try begin(sql, PGRES_COPY_IN, "COPY … FROM STDIN")
    do {
      var copy = unsafe CopyIn(handle)
      try body(&copy)
    } catch {
      unsafe PQputCopyEnd(handle, "the sender gave up")
      _ = try? collect()
      throw error
    }
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    return try collect().affected
  }

  /// Runs COPY … FROM STDIN with these bytes, and returns while the server may still be loading them; within a
  /// transaction.
  package func startCopyIn(_ sql: SQL, _ data: [UInt8]) throws(PostgresError) -> Started {
    try begin(sql, PGRES_COPY_IN, "COPY … FROM STDIN")
    var copy = unsafe CopyIn(handle)
    try copy.write(data)
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    return track()
  }

  /// Runs COPY … TO STDOUT and gives each chunk to the body, for as long as it runs; cancels if it throws.
  package func copyOut(_ sql: SQL, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    settle()
    if lacksSettings { return try transaction { try unsafe copyOut(sql, body) } }
    try begin(sql, PGRES_COPY_OUT, "COPY … TO STDOUT")
    do {
      while let chunk = unsafe nextChunk() {
        defer { unsafe PQfreemem(UnsafeMutableRawPointer(mutating: chunk.baseAddress)) }
        try unsafe body(chunk)
      }
    } catch {
      cancel.cancel()
      skipCopyData()
      _ = try? collect()
      throw error
    }
    try collect()
  }

  /// Runs COPY … TO STDOUT (FORMAT binary) and gives each row to the body.
  package func copyRows(_ sql: SQL, _ body: (inout CopyRow) throws -> Void) throws {
    var reader = BinaryCopyReader()
    try unsafe copyOut(sql) { chunk in try unsafe reader.read(chunk, body) }
  }

  private func begin(_ sql: SQL, _ status: ExecStatusType, _ expected: String) throws(PostgresError) {
    try send(sql)
    guard let pointer = unsafe PQgetResult(handle) else { throw unsafe PostgresError(failureOf: handle) }
    let result = unsafe ResultHandle(pointer)
    if result.status == status { return }
    switch result.status {
    case PGRES_COPY_IN: unsafe PQputCopyEnd(handle, "this call sends no data")
    case PGRES_COPY_OUT: skipCopyData()
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
    default:
      _ = try? collect()
      throw isUsable ? result.error : .lost(after: result.error)
    }
    _ = try? collect()
    throw .usage("The statement is not \(expected), which is expected here.")
  }

  private func nextChunk() -> UnsafeRawBufferPointer? {
    var chunk: UnsafeMutablePointer<CChar>?
    let count = unsafe PQgetCopyData(handle, &chunk, 0)
    return count > 0 ? unsafe UnsafeRawBufferPointer(start: chunk, count: Int(count)) : nil
  }
}
