extension Bool: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .bool }
  package static func accepts(_ type: PostgresType) -> Bool { type == .bool }

  package func encode(into buffer: inout WireBuffer) {
    buffer.appendField(UInt8(self ? 1 : 0))
  }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Bool {
    guard bytes.count == 1 else { throw .wrongSize(bytes.count, for: Bool.self) }
    return bytes[0] != 0
  }
}

extension Int16: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .int2 }
  package static func accepts(_ type: PostgresType) -> Bool { type == .int2 }
  package func encode(into buffer: inout WireBuffer) { buffer.appendField(self) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Int16 {
    guard bytes.count == 2 else { throw .wrongSize(bytes.count, for: Int16.self) }
    return bytes.integer()
  }
}

extension Int32: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .int4 }
  package static func accepts(_ type: PostgresType) -> Bool { type == .int4 || type == .int2 }
  package func encode(into buffer: inout WireBuffer) { buffer.appendField(self) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Int32 {
    switch bytes.count {
    case 4: return bytes.integer()
    case 2: return Int32(bytes.integer(Int16.self))
    default: throw .wrongSize(bytes.count, for: Int32.self)
    }
  }
}

extension Int64: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .int8 }
  package static func accepts(_ type: PostgresType) -> Bool { type == .int8 || Int32.accepts(type) }
  package func encode(into buffer: inout WireBuffer) { buffer.appendField(self) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Int64 {
    switch bytes.count {
    case 8: return bytes.integer()
    case 4: return Int64(bytes.integer(Int32.self))
    case 2: return Int64(bytes.integer(Int16.self))
    default: throw .wrongSize(bytes.count, for: Int64.self)
    }
  }
}

extension Int: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .int8 }
  package static func accepts(_ type: PostgresType) -> Bool { Int64.accepts(type) }
  package func encode(into buffer: inout WireBuffer) { buffer.appendField(Int64(self)) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Int {
    Int(try Int64.decode(bytes))
  }
}

extension Double: PostgresEncodable, PostgresDecodable {
  package static var postgresType: PostgresType { .float8 }
  package static func accepts(_ type: PostgresType) -> Bool { type == .float8 || type == .float4 }
  package func encode(into buffer: inout WireBuffer) { buffer.appendField(bitPattern) }

  package static func decode(_ bytes: Span<UInt8>) throws(PostgresError) -> Double {
    switch bytes.count {
    case 8: return Double(bitPattern: bytes.integer())
    case 4: return Double(Float(bitPattern: bytes.integer()))
    default: throw .wrongSize(bytes.count, for: Double.self)
    }
  }
}
