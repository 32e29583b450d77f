/// A value with a binary form that PostgreSQL takes as a parameter.
package protocol PostgresEncodable {
  /// The OID of its type.
  static var type: UInt32 { get }
  /// The OID of the array of its type.
  static var arrayType: UInt32 { get }
  /// Its binary form; nil for NULL.
  var bytes: [UInt8]? { get }
}

/// A value that can be read from a binary result.
package protocol PostgresDecodable {
  /// - Parameter bytes: nil for NULL.
  static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Self
}

/// A moment, in microseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable {
  package var microseconds: Int64
  package init(microseconds: Int64) { self.microseconds = microseconds }
  package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

  /// What PostgreSQL counts from: 2000-01-01T00:00:00Z.
  static let epoch: Int64 = 946_684_800_000_000
}

/// A day, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
  package var days: Int32
  package init(days: Int32) { self.days = days }
  package static func < (a: Self, b: Self) -> Bool { a.days < b.days }

  static let epoch: Int32 = 10_957
}

/// The 128 bits of a UUID.
package struct UUIDBytes: Hashable, Sendable {
  package var high: UInt64
  package var low: UInt64
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

func networkBytes<I: FixedWidthInteger>(_ value: I) -> [UInt8] {
  (0..<I.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (I.bitWidth - 8 - 8 * $0)) }
}

func readInteger<I: FixedWidthInteger>(_ bytes: some Sequence<UInt8>, as: I.Type = I.self) -> I {
  bytes.reduce(0) { $0 << 8 | I(truncatingIfNeeded: $1) }
}

private func value(
  _ bytes: ArraySlice<UInt8>?, _ type: UInt32, among types: [UInt32], _ width: Int? = nil, _ name: String
) throws(PostgresError) -> ArraySlice<UInt8> {
  guard let bytes else { throw PostgresError(.decoding, "A \(name) was expected, and NULL was found.") }
  guard types.contains(type), width == nil || bytes.count == width else {
    throw PostgresError(.decoding, "A \(name) was expected, and a value of type \(type) was found.")
  }
  return bytes
}

extension Bool: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 16 }
  package static var arrayType: UInt32 { 1000 }
  package var bytes: [UInt8]? { [self ? 1 : 0] }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Bool {
    try value(bytes, type, among: [16], 1, "boolean").first == 1
  }
}

extension Int64: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 20 }
  package static var arrayType: UInt32 { 1016 }
  package var bytes: [UInt8]? { networkBytes(self) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Int64 {
    let bytes = try value(bytes, type, among: [20, 21, 23], nil, "whole number")
    switch bytes.count {
    case 2: return Int64(readInteger(bytes, as: Int16.self) as Int16)
    case 4: return Int64(readInteger(bytes, as: Int32.self))
    default: return readInteger(bytes)
    }
  }
}

extension Int32: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 23 }
  package static var arrayType: UInt32 { 1007 }
  package var bytes: [UInt8]? { networkBytes(self) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Int32 {
    readInteger(try value(bytes, type, among: [23], 4, "32-bit number"))
  }
}

extension Double: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 701 }
  package static var arrayType: UInt32 { 1022 }
  package var bytes: [UInt8]? { networkBytes(bitPattern) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Double {
    Double(bitPattern: readInteger(try value(bytes, type, among: [701], 8, "double")))
  }
}

extension String: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 25 }
  package static var arrayType: UInt32 { 1009 }
  package var bytes: [UInt8]? { Array(utf8) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> String {
    // text, varchar, name, "char", bpchar, json, unknown
    String(
      decoding: try value(bytes, type, among: [25, 1043, 19, 18, 1042, 114, 705], nil, "text"), as: UTF8.self)
  }
}

extension UUIDBytes: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 2950 }
  package static var arrayType: UInt32 { 2951 }
  package var bytes: [UInt8]? { networkBytes(high) + networkBytes(low) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> UUIDBytes {
    let bytes = try value(bytes, type, among: [2950], 16, "UUID")
    return UUIDBytes(high: readInteger(bytes.prefix(8)), low: readInteger(bytes.suffix(8)))
  }
}

extension Timestamp: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 1184 }
  package static var arrayType: UInt32 { 1185 }
  package var bytes: [UInt8]? { networkBytes(microseconds - Timestamp.epoch) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Timestamp {
    let count: Int64 = readInteger(try value(bytes, type, among: [1184], 8, "timestamp"))
    return Timestamp(microseconds: count.addingReportingOverflow(epoch).partialValue)
  }
}

extension Day: PostgresEncodable, PostgresDecodable {
  package static var type: UInt32 { 1082 }
  package static var arrayType: UInt32 { 1182 }
  package var bytes: [UInt8]? { networkBytes(days - Day.epoch) }
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Day {
    Day(days: readInteger(try value(bytes, type, among: [1082], 4, "date"), as: Int32.self) &+ epoch)
  }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  package static var type: UInt32 { Wrapped.type }
  package static var arrayType: UInt32 { Wrapped.arrayType }
  package var bytes: [UInt8]? { flatMap(\.bytes) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> Wrapped? {
    bytes == nil ? nil : try Wrapped.decode(bytes, type: type)
  }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
  package static var type: UInt32 { Element.arrayType }
  package static var arrayType: UInt32 { Element.arrayType }
  package var bytes: [UInt8]? {
    var out: [UInt8] = []
    let encoded = map(\.bytes)
    out += networkBytes(Int32(1)) + networkBytes(Int32(encoded.contains { $0 == nil } ? 1 : 0))
    out += networkBytes(Element.type) + networkBytes(Int32(count)) + networkBytes(Int32(1))
    for element in encoded {
      out += networkBytes(Int32(element?.count ?? -1))
      if let element { out += element }
    }
    return out
  }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
  package static func decode(_ bytes: ArraySlice<UInt8>?, type: UInt32) throws(PostgresError) -> [Element] {
    let malformed = PostgresError(.decoding, "A list was expected, and a value of type \(type) was found.")
    guard let bytes, bytes.count >= 12 else { throw malformed }
    var at = bytes.startIndex
    func next() throws(PostgresError) -> Int32 {
      guard at + 4 <= bytes.endIndex else { throw malformed }
      defer { at += 4 }
      return readInteger(bytes[at..<at + 4])
    }
    let dimensions = try next()
    _ = try next()
    let elementType = UInt32(bitPattern: try next())
    if dimensions == 0 { return [] }
    guard dimensions == 1 else { throw malformed }
    let count = try next()
    _ = try next()
    var elements: [Element] = []
    for _ in 0..<count {
      let length = Int(try next())
      if length < 0 {
        elements.append(try Element.decode(nil, type: elementType))
        continue
      }
      guard at + length <= bytes.endIndex else { throw malformed }
      elements.append(try Element.decode(bytes[at..<at + length], type: elementType))
      at += length
    }
    return elements
  }
}
