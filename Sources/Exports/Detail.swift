import Talks

extension Event {
  /// What only its type says, as `name=value; name=value`.
  var detailInWords: String {
    var words = DetailWords()
    var copy = detail
    // A visitor that only looks never throws.
    try? copy.fields(&words)
    return words.pairs.joined(separator: "; ")
  }
}

private struct DetailWords: FieldVisitor {
  var pairs: [String] = []

  mutating func required<V: FieldValue>(_ name: StaticString, _ value: inout V, _ help: StaticString) {
    pairs.append("\(name)=\(value.typed)")
  }

  mutating func optional<V: FieldValue>(_ name: StaticString, _ value: inout V?, _ help: StaticString) {
    if let value { pairs.append("\(name)=\(value.typed)") }
  }

  mutating func list<V: FieldValue>(_ name: StaticString, _ value: inout [V], _ help: StaticString) {
    if !value.isEmpty { pairs.append("\(name)=\(value.map(\.typed).joined(separator: ", "))") }
  }

  mutating func subject(_ kind: ThingKind, _ value: inout Subject) {
    switch value {
    case .existing(let reference): pairs.append("\(kind.fieldName)=\(reference)")
    case .new(let slug?): pairs.append("as=\(slug)")
    case .new(nil): break
    }
  }
}
