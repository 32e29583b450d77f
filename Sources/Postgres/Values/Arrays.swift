/// A type of array element; the element decides the encoding, so that `[UInt8]` is `bytea` and not an array.
package protocol PostgresArrayElement: Sendable {
  static var arrayType: PostgresType { get }
  static func acceptsArray(_ type: PostgresType) -> Bool
  static func encodeArray(_ array: [Self], into buffer: inout WireBuffer) throws(PostgresError)
  static func decodeArray(_ bytes: Span<UInt8>) throws(PostgresError) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
  package static var postgresType: PostgresType { Element.arrayType }

  package func encode(into buffer: inout WireBuffer) throws(PostgresError) {
    try Element.encodeArray(self, into: &buffer)
  }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
  package static func accepts(_ type: PostgresType) -> Bool { Element.acceptsArray(type) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> [Element] {
    try Element.decodeArray(bytes)
  }
}

extension UInt8: PostgresArrayElement {
  package static var arrayType: PostgresType { .bytea }
  package static func acceptsArray(_ type: PostgresType) -> Bool { type == .bytea }

  package static func encodeArray(_ array: [UInt8], into buffer: inout WireBuffer) throws(PostgresError) {
    try buffer.appendField(array.span)
  }

  package static func decodeArray(_ bytes: Span<UInt8>) throws(PostgresError) -> [UInt8] {
    unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }
}

extension PostgresArrayElement where Self: PostgresEncodable & PostgresDecodable {
  package static var arrayType: PostgresType { postgresType.array }

  package static func acceptsArray(_ type: PostgresType) -> Bool { type.element.map(accepts) ?? false }

  package static func encodeArray(_ array: [Self], into buffer: inout WireBuffer) throws(PostgresError) {
    try buffer.appendField { buffer throws(PostgresError) in
      let dimensions: Int32 = array.isEmpty ? 0 : 1
      let mayHoldNull: Int32 = null == nil ? 0 : 1
      buffer.append(dimensions)
      buffer.append(mayHoldNull)
      buffer.append(postgresType.rawValue)
      if array.isEmpty { return }
      let lowerBound: Int32 = 1
      buffer.append(Int32(truncatingIfNeeded: array.count))
      buffer.append(lowerBound)
      for element in array { try element.encode(into: &buffer) }
    }
  }

  package static func decodeArray(_ bytes: Span<UInt8>) throws(PostgresError) -> [Self] {
    var at = 0
    let dimensions = try bytes.integer(at: &at, Int32.self)
    _ = try bytes.integer(at: &at, Int32.self)
    let type = PostgresType(rawValue: try bytes.integer(at: &at))
    guard accepts(type) else { throw .decoding("An array of \(type) cannot be read as \([Self].self).") }
    if dimensions == 0 { return [] }
    guard dimensions == 1 else {
      throw .decoding("An array of \(dimensions) dimensions cannot be read as \([Self].self); unnest it.")
    }
    let count = Int(try bytes.integer(at: &at, Int32.self))
    _ = try bytes.integer(at: &at, Int32.self)
    // Each element takes four bytes at least, so that a false count cannot make us reserve without end.
    guard count >= 0, count <= bytes.count / 4 else { throw .truncated }
    var array: [Self] = []
    array.reserveCapacity(count)
    for _ in 0..<count { array.append(try bytes.field(at: &at)) }
    return array
  }
}

extension Bool: PostgresArrayElement {}
extension Int16: PostgresArrayElement {}
extension Int32: PostgresArrayElement {}
extension Int64: PostgresArrayElement {}
extension Int: PostgresArrayElement {}
extension Double: PostgresArrayElement {}
extension String: PostgresArrayElement {}
extension Timestamp: PostgresArrayElement {}
extension Day: PostgresArrayElement {}
extension UUIDBytes: PostgresArrayElement {}
extension Array: PostgresArrayElement where Element == UInt8 {}
extension Optional: PostgresArrayElement
where Wrapped: PostgresArrayElement & PostgresEncodable & PostgresDecodable {}
