extension Span<UInt8> {
  /// The integer in network order that fills the span; callers see to it that the sizes agree.
  func integer<T: FixedWidthInteger>(_: T.Type = T.self) -> T {
    var value: T = 0
    for index in 0..<count { value = value << 8 | T(truncatingIfNeeded: self[index]) }
    return value
  }

  /// Reads an integer in network byte order at an index, and advances the index.
  func integer<T: FixedWidthInteger>(at: inout Int, _: T.Type = T.self) throws(PostgresError) -> T {
    let size = T.bitWidth / 8
    guard count - at >= size else { throw .truncated }
    let value = extracting(at..<at + size).integer(T.self)
    at += size
    return value
  }

  /// The value at an index, with its length before it; the index moves on.
  func field<T: PostgresDecodable>(at: inout Int, as _: T.Type = T.self) throws(PostgresError) -> T {
    let length = Int(try integer(at: &at, Int32.self))
    guard length >= 0 else { return try T.requiredNull() }
    guard count - at >= length else { throw .truncated }
    let value = try T.decode(extracting(at..<at + length))
    at += length
    return value
  }
}

extension PostgresDecodable {
  static func requiredNull() throws(PostgresError) -> Self {
    guard let null else {
      throw .decoding("A value is NULL where \(Self.self) was expected; ask for an optional.")
    }
    return null
  }
}

extension PostgresError {
  static var truncated: Self {
    .decoding("A value ended too early; the server sent something else than was asked for.")
  }

  static func wrongSize(_ count: Int, for type: Any.Type) -> Self {
    .decoding("A value of \(count) bytes cannot be read as \(type); cast it in the query.")
  }
}
