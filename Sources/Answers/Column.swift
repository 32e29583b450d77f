package import ReadModels
package import Talks

/// A column of a table for people: a heading, a text made from the row, and the location of its reasons.
package struct Column<Element>: Sendable {
  package let title: String
  package let emphasis: Emphasis?
  /// The name of its field, in words.
  let name: String
  let text: @Sendable (Element) -> String
  let reason: @Sendable (Element) -> Reason?

  /// A column that several fields make, or something that is no row.
  package init(
    _ title: String, _ emphasis: Emphasis? = nil, text: @escaping @Sendable (Element) -> String
  ) where Element: Sendable {
    (self.title, self.emphasis, self.text, name) = (title, emphasis, text, title)
    reason = { _ in nil }
  }
}

extension Column where Element: Row {
  /// A column that several fields make.
  package init(
    _ title: String, _ emphasis: Emphasis? = nil, text: @escaping @Sendable (Element) -> String
  ) {
    (self.title, self.emphasis, self.text, name) = (title, emphasis, text, title)
    reason = { $0.reason(for: nil) }
  }

  /// A column of one field.
  ///
  /// - Parameter text: its text for people; the field's own words if left out.
  package init<Value: RowValue>(
    _ title: String, _ path: any WritableKeyPath<Element, Traced<Value>> & Sendable,
    _ emphasis: Emphasis? = nil, text: (@Sendable (Element) -> String)? = nil
  ) {
    let field = Element.field(path)
    (self.title, self.emphasis) = (title, emphasis)
    name = field.name.replacing("_", with: " ")
    self.text = text ?? { $0[keyPath: path].wrappedValue.cell.plain }
    reason = { $0.reason(for: field) }
  }

  /// A date, in words.
  package static func date(
    _ title: String, _ path: any WritableKeyPath<Element, Traced<EDTF?>> & Sendable
  ) -> Column {
    Column(title, path) { $0[keyPath: path].wrappedValue?.inWords ?? "" }
  }

  /// A party by its name.
  package static func party(
    _ title: String, _ path: any WritableKeyPath<Element, Traced<PartyID>> & Sendable, _ names: PartyNames
  ) -> Column {
    Column(title, path, .strong) { names.name($0[keyPath: path].wrappedValue) }
  }

  /// Parties by their ids.
  package static func parties(
    _ title: String, _ path: any WritableKeyPath<Element, Traced<[PartyID]>> & Sendable
  ) -> Column {
    Column(title, path) { $0[keyPath: path].wrappedValue.map(\.text).joined(separator: " ") }
  }
}

extension Row {
  /// The location of the reasons for a field, or for a text made from several.
  func reason(for field: Field<Self>?) -> Reason? {
    let traced = field?(self)
    if let field, field.isPosition, case .integer(let event)? = traced?.wrappedValue { return .event(event) }
    let events = traced?.provenance ?? events
    if let only = events.only { return .event(only) }
    if events.isEmpty { return nil }
    if Self.key.isEmpty { return field.map { .field($0.name, of: process) } }
    if Self.listsEvents { return events.all.first.map(Reason.event) }
    return label.map { .row(table: Self.name, label: $0, field: field?.name, process: process) }
  }

  /// The row as an object in the JSON of an answer.
  package var json: JSONWriter { .of { $0.object(members) } }

  /// Its fields, its process, and the events behind each field.
  var members: [(name: String, json: JSONWriter)] {
    let cells = Array(zip(Self.fields, self.cells))
    return cells.map { field, cell in
      (name: field.name, json: .of { cell.wrappedValue.write(&$0, as: field.kind) })
    } + [("process", .of { $0.string(process) }), ("why", Self.why(cells))]
  }

  /// The positions of the supporting events of each field with a value.
  private static func why(_ cells: [(Field<Self>, Traced<Cell>)]) -> JSONWriter {
    .of { json in
      json.object(
        cells.filter { !$1.provenance.isEmpty }.map { field, cell in
          (field.name, cell.provenance.json)
        })
    }
  }
}

extension Truth {
  /// Words that are so, followed by a doubt where that is not certain; nothing where they are not so.
  package func inWords(_ words: String, doubt: String = "?") -> String {
    switch self {
    case .no: ""
    case .unknown: words + doubt
    case .yes: words
    }
  }

  package var plain: String { cell.plain }
}
