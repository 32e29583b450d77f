/// A JSON value as a tree, for changes before it is decoded as an event.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case list([JSONValue])
  case object([String: JSONValue])

  package init(_ tape: JSONTape, _ node: Int) throws(Malformed) {
    switch tape.kind(node) {
    case .null: self = .null
    case .bool: self = .bool(try tape.bool(node))
    case .number: self = .integer(try tape.integer(node))
    case .string: self = .string(try tape.string(node))
    case .array:
      var elements: [JSONValue] = []
      for element in try tape.elements(node) { elements.append(try JSONValue(tape, element)) }
      self = .list(elements)
    case .object:
      var members: [String: JSONValue] = [:]
      for (key, value) in try tape.members(node) {
        let name = try tape.string(key)
        guard members.updateValue(try JSONValue(tape, value), forKey: name) == nil else {
          throw Malformed("The field “\(name)” stands here twice.", field: name, column: tape.column(key))
        }
      }
      self = .object(members)
    }
  }

  package func write(_ json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let value): json.bool(value)
    case .integer(let value): json.integer(value)
    case .string(let text): json.string(text)
    case .list(let elements): json.list(elements) { $0.write(&$1) }
    case .object(let members):
      json.object(members.map { (name: $0.key, json: JSONWriter.of($0.value.write)) })
    }
  }
}
