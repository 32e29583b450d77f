/// A statement whose values are parameters, by construction: interpolating a value makes a `$n`.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
  package private(set) var text: String
  package private(set) var parameters: [Parameter]

  package init(stringLiteral text: String) {
    self.text = text
    parameters = []
  }

  package init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    parameters = stringInterpolation.parameters
  }

  /// A quoted name of a table or column.
  package init(identifier: String) {
    text = Self.quoted(identifier)
    parameters = []
  }

  fileprivate static func quoted(_ identifier: String) -> String {
    "\"" + identifier.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var parameters: [Parameter] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { text += literal }

    package mutating func appendInterpolation<V: PostgresEncodable>(_ value: V) {
      parameters.append(Parameter(value))
      text += "$\(parameters.count)"
    }

    package mutating func appendInterpolation<V: PostgresEncodable>(_ value: V?) {
      parameters.append(Parameter(value))
      text += "$\(parameters.count)"
    }

    package mutating func appendInterpolation(identifier: String) { text += SQL.quoted(identifier) }

    /// Names separated by commas.
    package mutating func appendInterpolation(identifiers: [String]) {
      text += identifiers.map(SQL.quoted).joined(separator: ", ")
    }
  }
}

/// A value on its way to the server, in its type's binary form; nil for NULL.
package struct Parameter: Sendable {
  let type: UInt32
  let bytes: [UInt8]?

  init<V: PostgresEncodable>(_ value: V) {
    type = V.type
    bytes = value.bytes
  }
}
