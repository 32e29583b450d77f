import CPostgres

extension Connection {
  /// Runs one statement and gives its rows.
  @discardableResult package func query(_ sql: SQL) throws(PostgresError) -> ResultRows {
    try send(sql)
    return ResultRows(result: try collect())
  }

  /// Runs one statement and gives the number of rows that it affected.
  @discardableResult package func execute(_ sql: SQL) throws(PostgresError) -> Int {
    try send(sql)
    return try collect().affected
  }

  /// Runs a script of statements, atomically unless it controls transactions itself.
  package func script(_ text: String) throws(PostgresError) {
    try Self.checkText(text)
    settle()
    guard unsafe PQsendQuery(handle, text) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    try collect()
  }
}
