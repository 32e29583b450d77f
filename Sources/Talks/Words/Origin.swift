/// The row of a table that an event was read from: `launches#NK-2017-20`.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
  package let table: Slug
  /// The key of the row within its table.
  package let key: String

  package init(table: Slug, key: String) {
    self.table = table
    self.key = key
  }

  package var description: String { "\(table)#\(key)" }
}

extension Origin: FieldValue {
  package static var kind: FieldKind { .origin }
  package static var placeholder: Origin { Origin(table: .placeholder, key: "") }
  package init(typed text: String) throws(Malformed) {
    guard let mark = text.firstIndex(of: "#"), let table = Slug(String(text[..<mark])) else {
      throw Malformed("“\(text)” is no row of a table; write it as table#row, such as launches#NK-2017-20.")
    }
    self.init(table: table, key: try String(typed: String(text[text.index(after: mark)...])))
  }
  package var typed: String { description }
}
