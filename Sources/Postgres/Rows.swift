internal import CPostgres

/// The rows that a statement returned, decoded as they are asked for.
package struct Rows: RandomAccessCollection {
  private let result: ResultHandle
  package let count: Int

  init(_ result: ResultHandle) {
    self.result = result
    count = unsafe Int(PQntuples(result.pointer))
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(index: Int) -> Row { Row(result: result, index: Int32(index)) }
}

/// One row of a result.
package struct Row {
  fileprivate let result: ResultHandle
  fileprivate let index: Int32

  package func isNull(_ column: Int) -> Bool { unsafe PQgetisnull(result.pointer, index, Int32(column)) == 1 }

  /// The value of a column, counted from 0.
  package func get<T: PostgresDecodable>(_ column: Int, as: T.Type = T.self) throws(PostgresError) -> T {
    let column = Int32(column)
    let type = unsafe PQftype(result.pointer, column)
    if unsafe PQgetisnull(result.pointer, index, column) == 1 { return try T.decode(nil, type: type) }
    let length = unsafe Int(PQgetlength(result.pointer, index, column))
    guard let start = unsafe PQgetvalue(result.pointer, index, column) else {
      throw PostgresError(.decoding, "The result has no column \(column).")
    }
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
    return try T.decode(bytes[...], type: type)
  }
}

/// A result that frees itself.
@safe final class ResultHandle {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = unsafe pointer }
  deinit { unsafe PQclear(pointer) }

  var status: ExecStatusType { unsafe PQresultStatus(pointer) }

  /// How many rows the statement touched.
  var affected: Int {
    guard let text = unsafe PQcmdTuples(pointer) else { return 0 }
    return unsafe Int(String(cString: text)) ?? 0
  }

  private func field(_ code: Int32) -> String? {
    guard let text = unsafe PQresultErrorField(pointer, code) else { return nil }
    return unsafe String(cString: text)
  }

  /// The server's complaint.
  var error: PostgresError {
    let code = SQLSTATE(rawValue: field(67) ?? "")  // PG_DIAG_SQLSTATE is 'C', and so on
    let whole = unsafe String(cString: PQresultErrorMessage(pointer))
    let isShutdown = code.rawValue.hasPrefix("57P") || code.rawValue.hasPrefix("08")
    return PostgresError(
      isShutdown || code == .none ? .connection : .server,
      field(77) ?? whole, code: code, detail: field(68),
      hint: field(72), constraint: field(110))
  }
}
