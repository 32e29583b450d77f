import CPostgres
import Glibc

extension Connection {
  /// Sends a statement; its results must be collected.
  func send(_ sql: SQL) throws(PostgresError) {
    if let fault = sql.fault { throw fault }
    settle()
    let text = sql.text
    try Self.checkText(text)
    let sent = unsafe sql.fields.bytes.withUnsafeBufferPointer { fields in
      var values: [UnsafePointer<CChar>?] = unsafe []
      var lengths: [Int32] = []
      var at = 0
      for _ in sql.types {
        let length = unsafe fields.span.extracting(at..<at + 4).integer(Int32.self)
        at += 4
        unsafe values.append(length < 0 ? nil : Self.characters(fields, at))
        lengths.append(max(length, 0))
        at += Int(max(length, 0))
      }
      let formats = [Int32](repeating: 1, count: sql.types.count)
      return unsafe PQsendQueryParams(
        handle, text, Int32(clamping: sql.types.count), sql.types.map(\.rawValue), values, lengths, formats, 1
      )
    }
    if sent == 0 { throw unsafe PostgresError(failureOf: handle) }
  }

  private static func characters(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UnsafePointer<CChar>? {
    unsafe UnsafeRawPointer(bytes.baseAddress)?.advanced(by: at).assumingMemoryBound(to: CChar.self)
  }

  static func checkText(_ text: String) throws(PostgresError) {
    if text.utf8.contains(0) { throw .usage("The statement holds a NUL character; remove it.") }
  }

  /// Reads all results of the sent statement; returns the last one,
  /// or throws the first error once all are read.
  @discardableResult func collect() throws(PostgresError) -> ResultHandle {
    var last: ResultHandle?
    var failure: PostgresError?
    while let pointer = unsafe PQgetResult(handle) {
      let result = unsafe ResultHandle(pointer)
      switch result.status {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
        last = result
      case PGRES_COPY_IN:
        unsafe PQputCopyEnd(handle, "this call sends no data")
        failure = failure ?? Self.unexpectedCopy
      case PGRES_COPY_OUT:
        skipCopyData()
        failure = failure ?? Self.unexpectedCopy
      default:
        failure = failure ?? result.error
      }
    }
    if failure?.kind == .connection { giveUp() }
    guard isUsable else {
      throw .lost(after: failure)
    }
    try confirm(failure)
    guard let last else { throw .usage("There was no statement to collect results of; send one first.") }
    return last
  }

  /// Throws the failure, if there was one, or where the server did not wait for its standby.
  func confirm(_ failure: PostgresError?) throws(PostgresError) {
    let isUnconfirmed = isUnconfirmed
    self.isUnconfirmed = false
    if let failure { throw failure }
    if isUnconfirmed { throw .unconfirmed }
  }

  /// Makes a connection that is no good known as such: after a write that failed, libpq takes it for whole as long
  /// as there is something to read.
  func giveUp() {
    unsafe shutdown(PQsocket(handle), Int32(SHUT_RDWR))
    while unsafe PQconsumeInput(handle) == 1 {}
  }

  static var unexpectedCopy: PostgresError {
    .usage("COPY cannot run as a query; use copyIn or copyOut.")
  }

  func skipCopyData() {
    var chunk: UnsafeMutablePointer<CChar>?
    while unsafe PQgetCopyData(handle, &chunk, 0) > 0 { unsafe PQfreemem(chunk) }
  }
}
