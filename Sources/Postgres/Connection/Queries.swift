import CPostgres

extension Connection {
  /// Runs one statement and gives its rows.
  @discardableResult package func query(_ sql: SQL) throws(PostgresError) -> ResultRows {
    ResultRows(result: try run(sql))
  }

  /// Runs one statement and gives the number of rows that it affected.
  @discardableResult package func execute(_ sql: SQL) throws(PostgresError) -> Int {
    try run(sql).affected
  }

  @discardableResult private func run(_ sql: SQL) throws(PostgresError) -> ResultHandle {
    settle()
    if lacksSettings { return try pipelined([sql])[0] }
    try send(sql)
    return try collect()
  }

  /// Runs a script of statements, atomically unless it controls transactions itself.
  package func script(_ text: String) throws(PostgresError) {
    try Self.checkText(text)
    settle()
    if lacksSettings {
      try run("BEGIN")
      do { try script(text) } catch {
        _ = try? run("ROLLBACK")
        throw error
      }
      try run("COMMIT")
      return
    }
    guard unsafe PQsendQuery(handle, text) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    try collect()
  }
}
