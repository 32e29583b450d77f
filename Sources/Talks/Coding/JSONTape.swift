/// A JSON text (RFC 8259) read once into a flat list of nodes over its bytes; reused from text to text.
///
/// Values are decoded on access, so that reading an event costs one pass.
package struct JSONTape: Sendable {
  package enum Kind: UInt8, Sendable { case null, bool, number, string, array, object }

  struct Node: Sendable {
    var kind: Kind
    var hasEscapes = false
    /// The first byte of the value; of a string, the first after the opening quote.
    var start: Int32
    var end: Int32 = 0
    /// The index of the node after this one and its descendants.
    var next: Int32 = 0
  }

  private(set) var bytes: [UInt8] = []
  private(set) var nodes: [Node] = []

  /// Whether all of the text is valid UTF-8, so that its parts need no look of their own.
  private var isUTF8 = false
  private var isASCII = false

  package init() {}

  /// Whether nothing was parsed yet.
  package var isEmpty: Bool { nodes.isEmpty }

  /// The node of the whole text.
  package static let root = 0

  package mutating func parse(_ text: some Collection<UInt8>) throws(Malformed) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: text)
    nodes.removeAll(keepingCapacity: true)
    var parser = JSONParser(nodes)
    // The list moves to the parser and back, so that it grows in place.
    nodes = []
    defer { nodes = parser.nodes }
    try parser.parse(bytes.span)
    let isPlain = (try? UTF8Span(validating: bytes.span))?.isKnownASCII
    (isUTF8, isASCII) = (isPlain != nil, isPlain ?? false)
  }

  // MARK: Asking

  package func kind(_ node: Int) -> Kind { nodes[node].kind }

  /// Whether a string node is written with escapes; one without is its own bytes.
  package func hasEscapes(_ node: Int) -> Bool { nodes[node].hasEscapes }

  /// The 1-based byte column at which a node's value starts.
  package func column(_ node: Int) -> Int { Int(nodes[node].start) + 1 }

  /// The length of a node's value in bytes; of a string, without the quotes.
  package func length(_ node: Int) -> Int { Int(nodes[node].end - nodes[node].start) }

  /// Whether a string node is written without escapes and has a visible character of ASCII, mostly its first.
  func isPlainlyVisible(_ node: Int) -> Bool {
    let it = nodes[node]
    if it.hasEscapes { return false }
    let text = bytes.span
    for at in Int(it.start)..<Int(it.end) where (0x21..<0x7F).contains(text[at]) { return true }
    return false
  }

  /// The text of a string node, unescaped.
  package func string(_ node: Int) throws(Malformed) -> String {
    let it = nodes[node]
    guard it.kind == .string else { throw Malformed("A text in quotes was expected.", column: column(node)) }
    let range = Int(it.start)..<Int(it.end)
    if it.hasEscapes { return try unescaped(range, node) }
    if isUTF8 {
      return unsafe String(copying: UTF8Span(unchecked: bytes.span.extracting(range), isKnownASCII: isASCII))
    }
    if let text = String(validating: bytes[range], as: UTF8.self) { return text }
    throw Malformed("This text is not valid UTF-8; save the file as UTF-8.", column: column(node))
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
    var found: [Int] = []
    var child = try firstElement(node)
    while let at = child {
      found.append(at)
      child = element(after: at, in: node)
    }
    return found
  }

  /// The node of an array's first element; nil where it is empty.
  func firstElement(_ node: Int) throws(Malformed) -> Int? {
    guard nodes[node].kind == .array else {
      throw Malformed("A list in [ ] was expected.", column: column(node))
    }
    return node + 1 < Int(nodes[node].next) ? node + 1 : nil
  }

  /// The node of an array's element after another; nil after the last.
  func element(after element: Int, in node: Int) -> Int? {
    let next = Int(nodes[element].next)
    return next < Int(nodes[node].next) ? next : nil
  }

  /// The number of an array's elements.
  func elementCount(_ node: Int) -> Int {
    var (count, child) = (0, node + 1)
    while child < Int(nodes[node].next) { (count, child) = (count + 1, Int(nodes[child].next)) }
    return count
  }

  /// The key and value nodes of an object's members, in the order of the text.
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

  /// Throws where a list has more values than may come in at once.
  package func checkLists() throws(Malformed) {
    for node in nodes.indices where nodes[node].kind == .array {
      let count = elementCount(node)
      if count > InputLimits.list.value {
        throw Malformed(
          "This list has \(count) values, and one line may have \(InputLimits.list.value); spread them over several lines.",
          column: column(node))
      }
    }
  }

  /// The names of an object's members, by which one is found, or found missing, at one look.
  struct Outline {
    fileprivate(set) var count = 0
    /// A bit of each name's slot, and of those that several names share or that can hold any name.
    private var (taken, crowded): (UInt64, UInt64) = (0, 0)
    /// The node of the name in each slot that one has taken.
    private var keys = InlineArray<64, UInt16>(repeating: 0)

    fileprivate enum Whereabouts {
      case none
      case at(Int)
      case anywhere
    }

    fileprivate mutating func add(_ key: Int, _ name: Span<UInt8>) {
      let slot = Self.slot(name)
      if taken & 1 &<< slot != 0 { crowded |= 1 &<< slot }
      taken |= 1 &<< slot
      if let key = UInt16(exactly: key) { keys[Int(slot)] = key } else { crowded |= 1 &<< slot }
    }

    /// Counts a name that is written with escapes, which can be any.
    fileprivate mutating func addEscaped() { (taken, crowded) = (.max, .max) }

    @inline(__always)
    fileprivate func place(of name: Span<UInt8>) -> Whereabouts {
      let slot = Self.slot(name)
      if taken & 1 &<< slot == 0 { return .none }
      return crowded & 1 &<< slot == 0 ? .at(Int(keys[Int(slot)])) : .anywhere
    }

    @inline(__always)
    private static func slot(_ name: Span<UInt8>) -> UInt64 {
      guard let last = name.indices.last else { return 0 }
      // So that the fields common to all events have a slot each, and those of a source.
      return UInt64((12 &* Int(name[0]) &+ 5 &* Int(name[last]) &+ 9 &* name.count) & 63)
    }
  }

  func outline(_ node: Int) -> Outline {
    var outline = Outline()
    let (text, end) = (bytes.span, Int(nodes[node].next))
    var key = node + 1
    while key < end {
      let it = nodes[key]
      outline.count += 1
      if it.hasEscapes {
        outline.addEscaped()
      } else {
        outline.add(key, text.extracting(Int(it.start)..<Int(it.end)))
      }
      key = Int(nodes[key + 1].next)
    }
    return outline
  }

  /// The value of an object's member; nil where it has none of that name.
  package func member(_ name: StaticString, of node: Int) -> Int? {
    var key = node + 1
    let end = Int(nodes[node].next)
    while key < end {
      let isIt = nodes[key].hasEscapes ? (try? string(key)) == "\(name)" : isNamed(name, key)
      if isIt { return key + 1 }
      key = Int(nodes[key + 1].next)
    }
    return nil
  }

  /// - Parameter outline: that of the object.
  func member(_ name: StaticString, of node: Int, _ outline: Outline) -> Int? {
    let place = name.withUTF8Buffer { unsafe outline.place(of: Span(_unsafeElements: $0)) }
    switch place {
    case .none: return nil
    case .at(let key): return isNamed(name, key) ? key + 1 : nil
    case .anywhere: return member(name, of: node)
    }
  }

  /// Whether a name that is written without escapes is that one.
  private func isNamed(_ name: StaticString, _ key: Int) -> Bool {
    let it = nodes[key]
    if Int(it.end &- it.start) != name.utf8CodeUnitCount { return false }
    return name.withUTF8Buffer { expected in
      let start = Int(it.start)
      for index in 0..<expected.count where unsafe expected[index] != bytes[start + index] { return false }
      return true
    }
  }

  static func wrong(_ reason: String, _ at: Int) -> Malformed { Malformed(reason, column: at + 1) }

  private func unescaped(_ range: Range<Int>, _ node: Int) throws(Malformed) -> String {
    var out: [UInt8] = []
    var at = range.lowerBound
    func hex() throws(Malformed) -> UInt32 {
      guard at + 4 <= range.upperBound,
        let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
        bytes[at] != UInt8(ascii: "+"), bytes[at] != UInt8(ascii: "-")
      else { throw Self.wrong("A \\u escape needs four hexadecimal digits.", at) }
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
          guard 0xDC00..<0xE000 ~= low else { throw Self.wrong("A \\u escape is half of a pair.", at) }
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else {
          throw Self.wrong("A \\u escape is half of a pair.", at)
        }
        out.append(contentsOf: Character(scalar).utf8)
      default: throw Self.wrong("This escape is unknown in JSON.", at - 1)
      }
    }
    if let text = String(validating: out, as: UTF8.self) { return text }
    throw Malformed("This text is not valid UTF-8; save the file as UTF-8.", column: column(node))
  }
}
