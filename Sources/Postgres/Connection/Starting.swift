/// A statement running on the server while the caller continues.
///
/// The next use of its connection waits for it first.
package final class Started {
  private let connection: Connection
  fileprivate var outcome: Result<ResultHandle, PostgresError>?

  fileprivate init(_ connection: Connection) { self.connection = connection }

  /// Waits for the end, and gives the rows or throws the error.
  @discardableResult package func finish() throws(PostgresError) -> ResultRows {
    if outcome == nil { connection.settle() }
    guard let outcome else { throw .usage("There is nothing to wait for.") }
    return ResultRows(result: try outcome.get())
  }
}

extension Connection {
  /// Sends one statement, and returns while the server is working on it.
  package func start(_ sql: SQL) throws(PostgresError) -> Started {
    settle()
    if lacksSettings {
      let begun = Started(self)
      do { begun.outcome = .success(try pipelined([sql])[0]) } catch { begun.outcome = .failure(error) }
      return begun
    }
    try send(sql)
    return track()
  }

  func track() -> Started {
    let begun = Started(self)
    started = begun
    return begun
  }

  /// Waits for the started statement, so that another can be sent.
  func settle() {
    guard let begun = started else { return }
    started = nil
    do { begun.outcome = .success(try collect()) } catch { begun.outcome = .failure(error) }
  }
}
