/// One row of a result; it keeps the whole result alive.
package struct ResultRow {
  let result: ResultHandle
  let index: Int

  package var columnCount: Int { result.columns.count }

  /// The value of a column, counted from 0.
  package func get<T: PostgresDecodable>(_ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T {
    guard result.columns.indices.contains(column) else {
      throw .decoding("The result has \(columnCount) columns and no column \(column).")
    }
    let (name, type) = result.columns[column]
    guard T.accepts(type) else {
      throw .decoding("Column \(name) is \(type), which cannot be read as \(T.self); cast it in the query.")
    }
    do {
      guard let value = unsafe result.value(index, column) else { return try T.requiredNull() }
      return try T.decode(unsafe Span(_unsafeBytes: value))
    } catch {
      throw .decoding("Column \(name): \(error.message)")
    }
  }

  /// The value of the first column of this name.
  package func get<T: PostgresDecodable>(_ name: String, as type: T.Type = T.self) throws(PostgresError) -> T
  {
    guard let column = result.columns.firstIndex(where: { $0.name == name }) else {
      throw .decoding("The result has no column \(name).")
    }
    return try get(column)
  }

  package func isNull(_ column: Int) -> Bool {
    precondition(result.columns.indices.contains(column), "The result has no column \(column).")
    return unsafe result.value(index, column) == nil
  }

  /// The bytes of a column in PostgreSQL's binary format, valid during the closure; none for NULL.
  package func withBytes<R, E>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R
  {
    precondition(result.columns.indices.contains(column), "The result has no column \(column).")
    defer { extendLifetime(result) }
    return try unsafe body(result.value(index, column) ?? UnsafeRawBufferPointer(start: nil, count: 0))
  }
}
