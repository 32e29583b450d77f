/// A value that can be sent in PostgreSQL's binary format: as a parameter, an array's element, a field of COPY.
package protocol PostgresEncodable: Sendable {
  static var postgresType: PostgresType { get }
  /// Appends the value with its length before it, or only the length -1 for NULL.
  func encode(into buffer: inout WireBuffer) throws(PostgresError)
}

/// A value that can be read from PostgreSQL's binary format.
package protocol PostgresDecodable {
  /// Whether values of a column of this type can be read as `Self` without losing anything.
  static func accepts(_ type: PostgresType) -> Bool
  /// The value decoded from NULL; nil where NULL is an error.
  static var null: Self? { get }
  static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Self
}

extension PostgresDecodable {
  package static var null: Self? { nil }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  package static var postgresType: PostgresType { Wrapped.postgresType }

  package func encode(into buffer: inout WireBuffer) throws(PostgresError) {
    guard let self else { return buffer.append(Int32(-1)) }
    try self.encode(into: &buffer)
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  package static func accepts(_ type: PostgresType) -> Bool { Wrapped.accepts(type) }

  package static var null: Self? { .some(nil) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Self {
    try Wrapped.decode(bytes)
  }
}
