package import Talks

/// A value of a row in the form common to tables, JSON and spreadsheets.
package enum Cell: Hashable, Sendable {
  case null
  case text(String)
  case integer(Int64)
  case boolean(Bool)
  /// Dates leave it open.
  case unknown
  /// Days since 1970-01-01.
  case day(Int32)
  case texts([String])
  case objects([Object])

  /// A structure among the values of a cell.
  package struct Object: Hashable, Sendable {
    /// The parts, in the order of the structure's declaration.
    package let members: [Cell]
    /// A short text of the whole, for places without room for its parts.
    package let words: String
  }

  /// The type of a column.
  package enum Kind: Hashable, Sendable {
    case text, integer, day, texts
    /// Null in a table, and `"unknown"` in JSON, where dates leave it open.
    case truth
    case objects([Part])

    /// A member of the structures in a cell.
    package struct Part: Hashable, Sendable {
      package let name: String
      package let kind: Kind
      package let help: String
    }
  }
}

extension Cell {
  /// The default text of the value for people.
  package var plain: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .boolean(let value): value ? "yes" : "no"
    case .unknown: "unknown"
    case .day(let days): CivilDay(days: days).description
    case .texts(let texts): texts.joined(separator: ", ")
    case .objects(let objects): objects.map(\.words).joined(separator: ", ")
    }
  }

  /// Writes the value as JSON.
  ///
  /// - Parameter kind: the kind of the field, which names the members of structures.
  package func write(_ json: inout JSONWriter, as kind: Kind) {
    switch self {
    case .null: json.null()
    case .text(let text): json.string(text)
    case .integer(let value): json.integer(Int(value))
    case .boolean(let value): json.bool(value)
    case .unknown: json.string("unknown")
    case .day(let days): json.string(CivilDay(days: days).description)
    case .texts(let texts): json.list(texts) { $1.string($0) }
    case .objects(let objects):
      guard case .objects(let parts) = kind else { preconditionFailure("Structures in a field of \(kind).") }
      json.list(objects) { object, json in
        json.object(
          zip(parts, object.members).map { part, member in
            (part.name, .of { member.write(&$0, as: part.kind) })
          })
      }
    }
  }
}
