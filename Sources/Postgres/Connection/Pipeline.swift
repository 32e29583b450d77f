import CPostgres

extension Connection {
  /// Sends all statements at once, waits once, and gives the rows of each in order.
  ///
  /// They are one transaction unless they hold BEGIN and COMMIT. After an error the ones that follow are not run.
  package func pipeline(_ statements: [SQL]) throws(PostgresError) -> [ResultRows] {
    try pipelined(statements).map { ResultRows(result: $0) }
  }

  func pipelined(_ own: [SQL]) throws(PostgresError) -> [ResultHandle] {
    settle()
    let (statements, places) = withSettings(own)
    let results = try sendAll(statements)
    return places.map { results[$0] }
  }

  private func sendAll(_ statements: [SQL]) throws(PostgresError) -> [ResultHandle] {
    if let fault = statements.lazy.compactMap(\.fault).first { throw fault }
    for statement in statements { try Self.checkText(statement.text) }
    let wasIdle = unsafe PQtransactionStatus(handle) == PQTRANS_IDLE
    guard unsafe PQenterPipelineMode(handle) == 1 else { throw unsafe PostgresError(failureOf: handle) }
    var failure: PostgresError?
    var sent = 0
    do {
      for statement in statements {
        try send(statement)
        sent += 1
      }
    } catch {
      failure = error
    }
    unsafe PQpipelineSync(handle)

    var results: [ResultHandle] = []
    for _ in 0..<sent where isUsable {
      do {
        results.append(try collectInPipeline())
      } catch {
        failure = failure ?? error
        if error.kind == .connection { giveUp() }
      }
    }
    while isUsable, let sync = unsafe PQgetResult(handle) {
      if unsafe ResultHandle(sync).status == PGRES_PIPELINE_SYNC { break }
    }
    unsafe PQexitPipelineMode(handle)

    guard isUsable else {
      throw .lost(after: failure)
    }
    // A transaction whose COMMIT was skipped.
    if failure != nil, wasIdle, unsafe PQtransactionStatus(handle) == PQTRANS_INERROR {
      try execute("ROLLBACK")
    }
    try confirm(failure)
    return results
  }

  /// The result of the next statement in the pipeline.
  private func collectInPipeline() throws(PostgresError) -> ResultHandle {
    var last: ResultHandle?
    while let pointer = unsafe PQgetResult(handle) {
      let result = unsafe ResultHandle(pointer)
      switch result.status {
      case PGRES_COPY_IN, PGRES_COPY_OUT:
        // Neither side could find its way back to the pipeline.
        giveUp()
        throw Self.unexpectedCopy
      default: last = last ?? result
      }
    }
    switch last?.status {
    case PGRES_TUPLES_OK?, PGRES_COMMAND_OK?, PGRES_EMPTY_QUERY?: break
    case PGRES_PIPELINE_ABORTED?: throw .usage("The statement was not run, since one before it failed.")
    default: throw unsafe last?.error ?? PostgresError(failureOf: handle)
    }
    guard let last else { throw unsafe PostgresError(failureOf: handle) }
    return last
  }
}
