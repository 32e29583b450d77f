/// One statement with its parameters.
///
/// Its text comes only from literals in the source: every interpolated value becomes a parameter.
/// `\(identifier:)` quotes a name, and interpolating another ``SQL`` splices it in.
/// Do not write `$1` yourself.
package struct SQL: Sendable {
  /// The text around the parameters: one piece more than there are parameters.
  private(set) var pieces = [""]
  private(set) var types: [PostgresType] = []
  /// The parameters, each with its length before it.
  private(set) var fields = WireBuffer()
  /// The reason why an interpolated value makes the statement invalid; nil if none does.
  private(set) var fault: PostgresError?

  /// The text as the server gets it, with `$1`, `$2` … for the parameters.
  package var text: String {
    var text = pieces[0]
    for number in types.indices.map({ $0 + 1 }) { text += "$\(number)\(pieces[number])" }
    return text
  }

  fileprivate mutating func append(text: String) {
    pieces[pieces.count - 1] += text
  }

  fileprivate mutating func append<T: PostgresEncodable>(parameter: T) {
    do {
      try parameter.encode(into: &fields)
      types.append(T.postgresType)
      pieces.append("")
    } catch {
      fault = fault ?? error
    }
  }

  fileprivate mutating func append(identifier: String) {
    // The server would cut a longer name short, and with it name something else.
    guard (1...63).contains(identifier.utf8.count), !identifier.utf8.contains(0) else {
      fault = fault ?? .usage("A name in the database has 1 to 63 bytes and no NUL; choose another one.")
      return
    }
    let parts = identifier.split(separator: "\"", omittingEmptySubsequences: false)
    append(text: "\"\(parts.joined(separator: "\"\""))\"")
  }

  fileprivate mutating func append(_ other: SQL) {
    append(text: other.pieces[0])
    pieces += other.pieces.dropFirst()
    types += other.types
    fields.append(other.fields)
    fault = fault ?? other.fault
  }
}

extension SQL: ExpressibleByStringInterpolation {
  package init(stringLiteral text: StaticString) {
    append(text: text.description)
  }

  package init(stringInterpolation: Interpolation) {
    self = stringInterpolation.sql
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var sql = SQL()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ text: StaticString) {
      sql.append(text: text.description)
    }

    package mutating func appendInterpolation<T: PostgresEncodable>(_ value: T) {
      sql.append(parameter: value)
    }

    /// Of its own so that the compiler does not take an optional for an oversight.
    package mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
      sql.append(parameter: value)
    }

    package mutating func appendInterpolation(identifier name: String) {
      sql.append(identifier: name)
    }

    package mutating func appendInterpolation(_ other: SQL) {
      sql.append(other)
    }
  }
}

extension Sequence<SQL> {
  package func joined(separator: SQL) -> SQL {
    var all = SQL()
    for (index, sql) in enumerated() {
      if index > 0 { all.append(separator) }
      all.append(sql)
    }
    return all
  }
}
