import Talks

extension Event {
  /// The fields of its type, as `name=value; name=value`.
  var detailInWords: String { details.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }

  /// The same, field by field.
  var details: [(name: String, value: String)] {
    var words = DetailWords()
    var copy = detail
    // A visitor that only looks never throws.
    try? copy.fields(&words)
    return words.pairs
  }
}

private struct DetailWords: FieldVisitor {
  var pairs: [(name: String, value: String)] = []

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    pairs.append(("\(name)", value.typed))
  }

  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    if let value { pairs.append(("\(name)", value.typed)) }
  }

  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    if !value.isEmpty { pairs.append(("\(name)", value.map(\.typed).joined(separator: ", "))) }
  }

  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .existing(let reference): pairs.append(("\(kind.fieldName)", "\(reference)"))
    case .new(let slug?): pairs.append(("as", "\(slug)"))
    case .new(nil): break
    }
  }
}
