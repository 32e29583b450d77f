import CPostgres

/// Owns a `PGresult` of libpq.
@safe final class ResultHandle {
  private let pointer: OpaquePointer
  let rowCount: Int
  let columns: [(name: String, type: PostgresType)]

  /// Takes ownership of the result: it is cleared with the last reference to this object.
  init(_ pointer: OpaquePointer) {
    unsafe self.pointer = pointer
    rowCount = Int(unsafe PQntuples(pointer))
    // The columns of a COPY have no names.
    columns = unsafe (0..<PQnfields(pointer)).map {
      unsafe (
        PQfname(pointer, $0).map { unsafe String(cString: $0) } ?? "",
        PostgresType(rawValue: PQftype(pointer, $0))
      )
    }
  }

  deinit {
    unsafe PQclear(pointer)
  }

  var status: ExecStatusType { unsafe PQresultStatus(pointer) }

  /// Such as `INSERT 0 1`.
  var command: String { unsafe String(cString: PQcmdStatus(pointer)) }

  var affected: Int { unsafe Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  /// The bytes of a value, for as long as this object lives; nil for NULL. Row and column must exist.
  func value(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    let (row, column) = (Int32(row), Int32(column))
    if unsafe PQgetisnull(pointer, row, column) != 0 { return nil }
    return unsafe UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
  }

  /// The error that the result reports.
  var error: PostgresError {
    let whole = unsafe String(cString: PQresultErrorMessage(pointer))
    // Without a code it is libpq's own.
    guard let code = field("C") else { return .lost(whole.firstLine, code: .connectionFailure) }
    return PostgresError(
      .server, code: SQLSTATE(rawValue: code),
      message: field("M") ?? whole.firstLine,
      detail: field("D"), hint: field("H"), constraint: field("n"), position: field("P").flatMap { Int($0) })
  }

  /// A field of the error by its protocol letter; Swift cannot import libpq's macros for these.
  private func field(_ letter: Unicode.Scalar) -> String? { unsafe Self.field(letter, of: pointer) }

  /// The same of a result that somebody else owns.
  static func field(_ letter: Unicode.Scalar, of result: OpaquePointer) -> String? {
    unsafe PQresultErrorField(result, Int32(letter.value)).map { unsafe String(cString: $0) }
  }
}

extension String {
  /// The first line of libpq's message; the lines below it explain.
  var firstLine: String { split(whereSeparator: \.isNewline).first.map(String.init) ?? "nothing was said" }
}
