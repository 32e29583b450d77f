package import ReadModels

/// A member of the JSON of an answer, in addition to those that every answer has.
package struct JSONMember: Sendable {
  package enum Content: Sendable {
    /// A list of objects with the fields of a row, its `process` and `why`.
    case rows(any Row.Type)
    case other
  }

  package let name: String
  package let help: String
  package let content: Content

  /// - Parameter help: the selection of rows, such as “those at the table”; all of them if left out.
  package static func rows(_ type: any Row.Type, _ help: String = "", as name: String = "rows") -> JSONMember
  {
    JSONMember(name: name, help: help, content: .rows(type))
  }

  package static func value(_ name: String, _ help: String) -> JSONMember {
    JSONMember(name: name, help: help, content: .other)
  }
}
