import CPostgres

extension Connection {
  /// Runs one statement and gives its rows.
  @discardableResult package func query(_ sql: SQL) throws(PostgresError) -> Rows {
    try send(sql)
    return Rows(result: try collect())
  }

  /// Runs one statement and gives the number of rows that it affected.
  @discardableResult package func execute(_ sql: SQL) throws(PostgresError) -> Int {
    try send(sql)
    return try collect().affected
  }

  /// Runs the statements of a file as they stand; all of them or none, unless the text says otherwise.
  package func script(_ text: String) throws(PostgresError) {
    try Self.checkText(text)
    settle()
    guard unsafe PQsendQuery(handle, text) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    try collect()
  }
}
