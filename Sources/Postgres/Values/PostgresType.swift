/// A PostgreSQL type, by its OID in `pg_type`.
package struct PostgresType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  static let bool = Self(rawValue: 16)
  static let bytea = Self(rawValue: 17)
  static let char = Self(rawValue: 18)
  static let name = Self(rawValue: 19)
  static let int8 = Self(rawValue: 20)
  static let int2 = Self(rawValue: 21)
  static let int4 = Self(rawValue: 23)
  static let text = Self(rawValue: 25)
  static let json = Self(rawValue: 114)
  static let float4 = Self(rawValue: 700)
  static let float8 = Self(rawValue: 701)
  static let unknown = Self(rawValue: 705)
  static let bpchar = Self(rawValue: 1042)
  static let varchar = Self(rawValue: 1043)
  static let date = Self(rawValue: 1082)
  static let timestamptz = Self(rawValue: 1184)
  static let uuid = Self(rawValue: 2950)

  private static let known: [(type: Self, array: UInt32, word: String)] = [
    (.bool, 1000, "boolean"), (.bytea, 1001, "bytea"), (.char, 1002, "\"char\""), (.name, 1003, "name"),
    (.int2, 1005, "smallint"), (.int4, 1007, "integer"), (.text, 1009, "text"), (.bpchar, 1014, "char(n)"),
    (.varchar, 1015, "varchar"), (.int8, 1016, "bigint"), (.float4, 1021, "real"),
    (.float8, 1022, "double precision"), (.date, 1182, "date"), (.timestamptz, 1185, "timestamptz"),
    (.json, 199, "json"), (.uuid, 2951, "uuid"),
  ]

  /// The type of arrays of this one; `unknown` leaves it to the server to infer.
  var array: Self {
    Self.known.first { $0.type == self }.map { Self(rawValue: $0.array) } ?? .unknown
  }

  /// The element type of an array type; nil where it is no known array type.
  var element: Self? {
    Self.known.first { $0.array == rawValue }?.type
  }
}

extension PostgresType: CustomStringConvertible {
  package var description: String {
    if let element { return "\(element)[]" }
    return Self.known.first { $0.type == self }?.word ?? "the type with OID \(rawValue)"
  }
}
