import CPostgres

package enum TransactionMode: Sendable {
  case readWrite
  /// Sees the database as it was at the first statement, and writes nothing.
  case readOnlySnapshot
}

extension Connection {
  /// Runs the body in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// An error of kind `connection` leaves the outcome unknown: the server may have committed.
  @discardableResult package func transaction<R>(_ mode: TransactionMode = .readWrite, _ body: () throws -> R)
    throws -> R
  {
    settle()
    if unsafe PQtransactionStatus(handle) == PQTRANS_INTRANS {
      throw PostgresError.usage("A transaction cannot begin within another one.")
    }
    switch mode {
    case .readWrite: try execute("BEGIN")
    case .readOnlySnapshot: try execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }
    let value: R
    do {
      value = try body()
    } catch {
      // The error that counts is the body's; a connection that is lost has rolled back by itself.
      _ = try? execute("ROLLBACK")
      throw error
    }
    try send("COMMIT")
    // COMMIT of a failed transaction reports success, but rolls back.
    guard try collect().command == "COMMIT" else {
      throw PostgresError(
        .server, code: .failedTransaction,
        message: "Nothing was saved, since a statement of the transaction had failed.")
    }
    return value
  }
}
