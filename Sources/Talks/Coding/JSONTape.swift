/// A JSON text (RFC 8259) read once into a flat list of nodes over its bytes; reused from text to text.
///
/// Values are decoded only where somebody asks for them, so that reading an event costs one pass.
package struct JSONTape: Sendable {
  package enum Kind: UInt8, Sendable { case null, bool, number, string, array, object }

  struct Node: Sendable {
    var kind: Kind
    var hasEscapes = false
    /// The bytes of the value; of a string, what stands between the quotes.
    var start: Int32
    var end: Int32 = 0
    /// The node that follows this one and all that it holds.
    var next: Int32 = 0
  }

  private(set) var bytes: [UInt8] = []
  private(set) var nodes: [Node] = []

  private static let deepest = 32

  package init() {}

  /// The node of the whole text.
  package static let root = 0

  package mutating func parse(_ text: some Collection<UInt8>) throws(Malformed) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text)
    nodes.removeAll(keepingCapacity: true)
    var at = 0
    skipSpace(&at)
    try value(&at, depth: 0)
    skipSpace(&at)
    if at != bytes.count { throw wrong("There is text after the end of the JSON value.", at) }
  }

  // MARK: Asking

  package func kind(_ node: Int) -> Kind { nodes[node].kind }

  /// The 1-based byte column at which a node's value starts.
  package func column(_ node: Int) -> Int { Int(nodes[node].start) + 1 }

  /// The text of a string node, unescaped.
  package func string(_ node: Int) throws(Malformed) -> String {
    let it = nodes[node]
    guard it.kind == .string else { throw Malformed("A text in quotes was expected.", column: column(node)) }
    let range = Int(it.start)..<Int(it.end)
    guard it.hasEscapes else {
      if let text = String(validating: bytes[range], as: UTF8.self) { return text }
      throw Malformed("This text is not valid UTF-8; save the file as UTF-8.", column: column(node))
    }
    return try unescaped(range, node)
  }

  package func integer(_ node: Int) throws(Malformed) -> Int {
    let it = nodes[node]
    if it.kind == .number,
      let value = Int(String(decoding: bytes[Int(it.start)..<Int(it.end)], as: UTF8.self)),
      value.magnitude < 1 << 53
    {
      return value
    }
    throw Malformed("A whole number was expected.", column: column(node))
  }

  package func bool(_ node: Int) throws(Malformed) -> Bool {
    let it = nodes[node]
    guard it.kind == .bool else { throw Malformed("true or false was expected.", column: column(node)) }
    return bytes[Int(it.start)] == UInt8(ascii: "t")
  }

  /// The nodes of an array's elements.
  package func elements(_ node: Int) throws(Malformed) -> [Int] {
    guard nodes[node].kind == .array else {
      throw Malformed("A list in [ ] was expected.", column: column(node))
    }
    var found: [Int] = []
    var child = node + 1
    while child < Int(nodes[node].next) {
      found.append(child)
      child = Int(nodes[child].next)
    }
    return found
  }

  /// The key and value nodes of an object's members, in the order in which they stand.
  package func members(_ node: Int) throws(Malformed) -> [(key: Int, value: Int)] {
    guard nodes[node].kind == .object else {
      throw Malformed("An object in { } was expected.", column: column(node))
    }
    var found: [(key: Int, value: Int)] = []
    var key = node + 1
    while key < Int(nodes[node].next) {
      found.append((key, key + 1))
      key = Int(nodes[key + 1].next)
    }
    return found
  }

  /// How many members an object has.
  package func memberCount(_ node: Int) -> Int {
    var count = 0
    var key = node + 1
    let end = Int(nodes[node].next)
    while key < end {
      count += 1
      key = Int(nodes[key + 1].next)
    }
    return count
  }

  /// The value of an object's member; nil where it has none of that name.
  package func member(_ name: StaticString, of node: Int) -> Int? {
    var key = node + 1
    let end = Int(nodes[node].next)
    let length = name.utf8CodeUnitCount
    while key < end {
      let it = nodes[key]
      if Int(it.end &- it.start) == length && matches(name, it) { return key + 1 }
      key = Int(nodes[key + 1].next)
    }
    return nil
  }

  private func matches(_ name: StaticString, _ key: Node) -> Bool {
    name.withUTF8Buffer { expected in
      let start = Int(key.start)
      for index in 0..<expected.count where unsafe expected[index] != bytes[start + index] { return false }
      return true
    }
  }

  // MARK: Reading

  private func wrong(_ reason: String, _ at: Int) -> Malformed { Malformed(reason, column: at + 1) }

  private func skipSpace(_ at: inout Int) {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private mutating func value(_ at: inout Int, depth: Int) throws(Malformed) {
    guard at < bytes.count else { throw wrong("The JSON ends before a value.", at) }
    switch bytes[at] {
    case UInt8(ascii: "{"): try container(&at, .object, UInt8(ascii: "}"), depth)
    case UInt8(ascii: "["): try container(&at, .array, UInt8(ascii: "]"), depth)
    case UInt8(ascii: "\""): try string(&at)
    case UInt8(ascii: "t"): try literal("true", .bool, &at)
    case UInt8(ascii: "f"): try literal("false", .bool, &at)
    case UInt8(ascii: "n"): try literal("null", .null, &at)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(&at)
    default: throw wrong("This is not JSON: a value was expected here.", at)
    }
  }

  private mutating func container(
    _ at: inout Int, _ kind: Kind, _ close: UInt8, _ depth: Int
  ) throws(Malformed) {
    guard depth < Self.deepest else { throw wrong("The JSON is nested too deeply.", at) }
    let node = nodes.count
    nodes.append(Node(kind: kind, start: Int32(at)))
    at += 1
    skipSpace(&at)
    var isFirst = true
    while true {
      guard at < bytes.count else { throw wrong("The JSON ends before its closing bracket.", at) }
      if bytes[at] == close && isFirst { break }
      if kind == .object {
        guard bytes[at] == UInt8(ascii: "\"") else { throw wrong("A name in quotes was expected here.", at) }
        try string(&at)
        skipSpace(&at)
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
          throw wrong("A colon was expected here.", at)
        }
        at += 1
        skipSpace(&at)
      }
      try value(&at, depth: depth + 1)
      skipSpace(&at)
      guard at < bytes.count else { throw wrong("The JSON ends before its closing bracket.", at) }
      if bytes[at] == close { break }
      guard bytes[at] == UInt8(ascii: ",") else {
        throw wrong("A comma or a closing bracket was expected here.", at)
      }
      at += 1
      skipSpace(&at)
      isFirst = false
    }
    at += 1
    nodes[node].end = Int32(at)
    nodes[node].next = Int32(nodes.count)
  }

  private mutating func string(_ at: inout Int) throws(Malformed) {
    let open = at
    at += 1
    var hasEscapes = false
    let count = bytes.count
    while true {
      guard at < count else { throw wrong("A text in quotes is not closed.", open) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw wrong("A control character inside a text must be escaped.", at) }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        at += 1
      }
      at += 1
    }
    append(.string, open + 1, at, hasEscapes)
    at += 1
  }

  private mutating func literal(_ word: StaticString, _ kind: Kind, _ at: inout Int) throws(Malformed) {
    let start = at
    at += word.utf8CodeUnitCount
    let end = at
    guard end <= bytes.count, matches(word, Node(kind: kind, start: Int32(start), end: Int32(end))) else {
      throw wrong("This is not JSON: a value was expected here.", start)
    }
    append(kind, start, end)
  }

  private mutating func number(_ at: inout Int) throws(Malformed) {
    let start = at
    func digits(_ at: inout Int) -> Int {
      let from = at
      while at < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[at] { at += 1 }
      return at - from
    }
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    let leadsWithZero = at < bytes.count && bytes[at] == UInt8(ascii: "0")
    let whole = digits(&at)
    guard whole > 0, whole == 1 || !leadsWithZero else { throw wrong("This is not a JSON number.", start) }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard digits(&at) > 0 else { throw wrong("This is not a JSON number.", start) }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard digits(&at) > 0 else { throw wrong("This is not a JSON number.", start) }
    }
    append(.number, start, at)
  }

  private mutating func append(_ kind: Kind, _ start: Int, _ end: Int, _ hasEscapes: Bool = false) {
    nodes.append(
      Node(
        kind: kind, hasEscapes: hasEscapes, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)
      ))
  }

  private func unescaped(_ range: Range<Int>, _ node: Int) throws(Malformed) -> String {
    var out: [UInt8] = []
    var at = range.lowerBound
    func hex() throws(Malformed) -> UInt32 {
      guard at + 4 <= range.upperBound,
        let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
        bytes[at] != UInt8(ascii: "+"), bytes[at] != UInt8(ascii: "-")
      else { throw wrong("A \\u escape needs four hexadecimal digits.", at) }
      at += 4
      return code
    }
    while at < range.upperBound {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\\") else {
        out.append(byte)
        continue
      }
      let escape = bytes[at]
      at += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(escape)
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "u"):
        var code = try hex()
        if 0xD800..<0xDC00 ~= code, at + 1 < range.upperBound, bytes[at] == UInt8(ascii: "\\"),
          bytes[at + 1] == UInt8(ascii: "u")
        {
          at += 2
          let low = try hex()
          guard 0xDC00..<0xE000 ~= low else { throw wrong("A \\u escape is half of a pair.", at) }
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw wrong("A \\u escape is half of a pair.", at) }
        out.append(contentsOf: Character(scalar).utf8)
      default: throw wrong("This escape is unknown in JSON.", at - 1)
      }
    }
    if let text = String(validating: out, as: UTF8.self) { return text }
    throw Malformed("This text is not valid UTF-8; save the file as UTF-8.", column: column(node))
  }
}
