import CPostgres

/// A parameter of the server, and a query or expression for its value; where that is null, it stays as it is.
package struct Setting: Sendable {
  let name: String
  let value: SQL

  package init(_ name: String, _ value: SQL) {
    self.name = name
    self.value = value
  }
}

extension Connection {
  /// Sets parameters for all that follows.
  ///
  /// In a session of its own they are set once. Where the connection ``isPooled`` they are set for each transaction
  /// anew, since the next one may be served by another process, and the process may serve others after it.
  package func set(_ settings: [Setting]) throws(PostgresError) {
    let isOthers: SQL = "pg_backend_pid() <> \(serverProcess)"
    let values = settings.map { setting -> SQL in
      """
      (SELECT set_config(\(setting.name), value, \(isOthers)) FROM (SELECT (\(setting.value))::text) given (value)
       WHERE value IS NOT NULL)
      """
    }
    let row = try pipeline([
      Self.catalogueAlone, "SELECT \(isOthers), \(values.joined(separator: ", "))",
    ])[1][0]
    let isPooled: Bool = try row.get(0)
    pooled = isPooled
    if !isPooled { return }
    for (index, setting) in settings.enumerated() {
      if let value = try row.get(index + 1, as: String?.self) {
        repeated.removeAll { $0.name == setting.name }
        repeated.append((setting.name, value))
      }
    }
  }

  /// Looks for names in the system's catalogue alone until the transaction ends.
  ///
  /// Whoever owns the database can set a path for all who connect, on which a function or an operator of theirs comes
  /// before the system's own.
  private static let catalogueAlone: SQL =
    "SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)"

  /// The statement that sets what has to be set in each transaction; nil where there is nothing.
  private var repeatedSettings: SQL? {
    if repeated.isEmpty { return nil }
    let calls = repeated.map { "pg_catalog.set_config(\($0.name), \($0.value), true)" as SQL }
    return "SELECT \(calls.joined(separator: ", "))"
  }

  /// Whether what is sent now would be a transaction of its own that lacks its settings.
  var lacksSettings: Bool {
    unsafe PQtransactionStatus(handle) == PQTRANS_IDLE && !repeated.isEmpty
  }

  /// The statements of a pipeline with the settings that each of its transactions needs, and the places of its own
  /// among them.
  func withSettings(_ statements: [SQL]) -> (statements: [SQL], own: [Int]) {
    guard lacksSettings, let settings = repeatedSettings else {
      return (statements, Array(statements.indices))
    }
    var (all, own): ([SQL], [Int]) = ([], [])
    for (index, statement) in statements.enumerated() {
      let begins = statement.text.hasPrefix("BEGIN")
      if index == 0, !begins { all.append(settings) }
      own.append(all.count)
      all.append(statement)
      if begins { all.append(settings) }
    }
    return (all, own)
  }
}
