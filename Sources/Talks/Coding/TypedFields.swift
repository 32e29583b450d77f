/// Reads fields as a person types them, each from the texts given for it.
package struct TypedFields: FieldVisitor {
  private let values: [String: [String]]
  /// Whether absent fields keep their values, and an empty text clears a field.
  private let isChanging: Bool

  package init(_ values: [String: [String]]) {
    self.values = values
    isChanging = false
  }

  init(changes: [Change]) {
    values = Dictionary(grouping: changes, by: \.field).mapValues { $0.map(\.value) }
    isChanging = true
  }

  private func value<V: FieldValue>(_ name: StaticString, _ text: String, as: V.Type) throws(Malformed) -> V {
    do { return try V(typed: text) } catch {
      let place = error.column.map { $0 > 1 ? " The fault is at character \($0)." : "" } ?? ""
      throw Malformed(error.reason + place, field: "\(name)")
    }
  }

  package mutating func required<V: FieldValue>(
    _ name: StaticString, _ value: inout V, _ help: StaticString
  ) throws(Malformed) {
    guard let text = values["\(name)"]?.last else {
      if isChanging { return }
      throw Malformed("This option is missing; it says \(help).", field: "\(name)")
    }
    value = try self.value(name, text, as: V.self)
  }

  package mutating func optional<V: FieldValue>(
    _ name: StaticString, _ value: inout V?, _ help: StaticString
  ) throws(Malformed) {
    guard let text = values["\(name)"]?.last else { return }
    value = isChanging && text.isEmpty ? nil : try self.value(name, text, as: V.self)
  }

  package mutating func list<V: FieldValue>(
    _ name: StaticString, _ value: inout [V], _ help: StaticString
  ) throws(Malformed) {
    guard let texts = values["\(name)"] else { return }
    value.removeAll()
    for text in texts where !(isChanging && text.isEmpty) {
      // Ids and references hold no commas; texts and sources may.
      let parts =
        switch V.kind {
        case .party, .slug, .reference: text.split(separator: ",").map { trimmed(String($0)) }
        default: [text]
        }
      for part in parts { value.append(try self.value(name, part, as: V.self)) }
    }
  }

  package mutating func subject(_ kind: ThingKind, _ value: inout Subject) throws(Malformed) {
    let (new, existing) = (values["as"]?.last, values["\(kind.fieldName)"]?.last)
    if isChanging {
      if new == nil && existing == nil { return }
      guard case .existing = value, let existing, new == nil else {
        throw Malformed(
          "The \(kind.rawValue) keeps its name, by which others refer to it; change its title instead.",
          field: new == nil ? "\(kind.fieldName)" : "as")
      }
      value = .existing(try self.value(kind.fieldName, existing, as: Reference.self))
      return
    }
    switch (new, existing) {
    case (_?, _?):
      throw Malformed(
        "--as names a new \(kind.rawValue), --\(kind.rawValue) one named before; give one of them.")
    case (let new?, nil): value = .new(try self.value("as", new, as: Slug.self))
    case (nil, let existing?): value = .existing(try self.value(kind.fieldName, existing, as: Reference.self))
    case (nil, nil): value = .new(nil)
    }
  }
}

extension Event {
  /// The event with other values in some fields; a list takes all that is given for it.
  package func changed(by changes: [Change]) throws(Malformed) -> Event {
    let names = Event.commonFields.map(\.name) + type.fields.map(\.name)
    let changes = changes.map(type.current)
    for change in changes where !names.contains(change.field) {
      let hint =
        nearest(change.field, among: names).map { "Did you mean “\($0)”?" }
        ?? "It has \(names.joined(separator: ", "))."
      throw Malformed("There is no field “\(change.field)” in an event “\(type.name)”. \(hint)")
    }
    var fields = TypedFields(changes: changes)
    var event = self
    try event.detail.fields(&fields)
    try event.commonFields(&fields)
    try event.checkCompared()
    return event
  }

  /// The values of each set field in typed notation, in the order of the declaration.
  package var typedFields: [(field: String, values: [String])] {
    var writer = TypedWriter()
    var copy = self
    do {
      try copy.commonFields(&writer)
      try copy.detail.fields(&writer)
    } catch { preconditionFailure("A visitor that only looks has thrown.") }
    return writer.fields
  }
}

/// Collects the values of each set field in typed notation.
private struct TypedWriter: FieldVisitor {
  var fields: [(field: String, values: [String])] = []

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    fields.append(("\(name)", [value.typed]))
  }
  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    if let value { fields.append(("\(name)", [value.typed])) }
  }
  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    if !value.isEmpty { fields.append(("\(name)", value.map(\.typed))) }
  }
  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .existing(let reference): fields.append(("\(kind.fieldName)", [reference.typed]))
    case .new(let slug?): fields.append(("as", [slug.typed]))
    case .new(nil): break
    }
  }
}
