/// Parses a JSON text (RFC 8259) in one pass into the node list of a `JSONTape`.
struct JSONParser {
  private(set) var nodes: [JSONTape.Node]
  private var at = 0

  /// - Parameter nodes: an empty list, for reuse of its capacity.
  init(_ nodes: [JSONTape.Node]) { self.nodes = nodes }

  mutating func parse(_ bytes: Span<UInt8>) throws(Malformed) {
    skipSpace(bytes)
    try value(bytes, depth: 0)
    skipSpace(bytes)
    if at != bytes.count { throw JSONTape.wrong("There is text after the end of the JSON value.", at) }
  }

  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(Malformed) {
    guard at < bytes.count else { throw JSONTape.wrong("The JSON ends before a value.", at) }
    switch bytes[at] {
    case UInt8(ascii: "{"): try container(bytes, .object, UInt8(ascii: "}"), depth)
    case UInt8(ascii: "["): try container(bytes, .array, UInt8(ascii: "]"), depth)
    case UInt8(ascii: "\""): try string(bytes)
    case UInt8(ascii: "t"): try literal(bytes, "true", .bool)
    case UInt8(ascii: "f"): try literal(bytes, "false", .bool)
    case UInt8(ascii: "n"): try literal(bytes, "null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(bytes)
    default: throw JSONTape.wrong("This is not JSON: a value was expected here.", at)
    }
  }

  private mutating func container(
    _ bytes: Span<UInt8>, _ kind: JSONTape.Kind, _ close: UInt8, _ depth: Int
  ) throws(Malformed) {
    guard depth < InputLimits.nesting.value else {
      throw JSONTape.wrong("The JSON is nested too deeply.", at)
    }
    let node = nodes.count
    nodes.append(JSONTape.Node(kind: kind, start: Int32(at)))
    at += 1
    skipSpace(bytes)
    var isFirst = true
    while true {
      guard at < bytes.count else { throw JSONTape.wrong("The JSON ends before its closing bracket.", at) }
      if bytes[at] == close && isFirst { break }
      if kind == .object {
        guard bytes[at] == UInt8(ascii: "\"") else {
          throw JSONTape.wrong("A name in quotes was expected here.", at)
        }
        try string(bytes)
        skipSpace(bytes)
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
          throw JSONTape.wrong("A colon was expected here.", at)
        }
        at += 1
        skipSpace(bytes)
      }
      try value(bytes, depth: depth + 1)
      skipSpace(bytes)
      guard at < bytes.count else { throw JSONTape.wrong("The JSON ends before its closing bracket.", at) }
      if bytes[at] == close { break }
      guard bytes[at] == UInt8(ascii: ",") else {
        throw JSONTape.wrong("A comma or a closing bracket was expected here.", at)
      }
      at += 1
      skipSpace(bytes)
      isFirst = false
    }
    at += 1
    nodes[node].end = Int32(at)
    nodes[node].next = Int32(nodes.count)
  }

  private mutating func string(_ bytes: Span<UInt8>) throws(Malformed) {
    let open = at
    at += 1
    var hasEscapes = false
    while true {
      skipPlain(bytes)
      guard at < bytes.count else { throw JSONTape.wrong("A text in quotes is not closed.", open) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw JSONTape.wrong("A control character inside a text must be escaped.", at) }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        at += 1
      }
      at += 1
    }
    append(.string, open + 1, at, hasEscapes)
    at += 1
  }

  /// Skips bytes that are no quote, backslash or control character, eight at a time.
  @inline(__always)
  private mutating func skipPlain(_ bytes: Span<UInt8>) {
    let (low, high) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    while at &+ 8 <= bytes.count {
      let word = unsafe bytes.withUnsafeBytes { raw in
        UInt64(littleEndian: unsafe raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      }
      // A difference has the high bit of each byte that is too small; the first of them is right, what it borrows
      // from comes after it.
      let (quotes, backslashes) = ((word ^ (low &* 0x22)) &- low, (word ^ (low &* 0x5C)) &- low)
      let found = (quotes | backslashes | (word &- low &* 0x20)) & ~word & high
      if found != 0 {
        at &+= found.trailingZeroBitCount / 8
        return
      }
      at &+= 8
    }
  }

  private mutating func literal(
    _ bytes: Span<UInt8>, _ word: StaticString, _ kind: JSONTape.Kind
  ) throws(Malformed) {
    let start = at
    for index in 0..<word.utf8CodeUnitCount {
      guard at < bytes.count, bytes[at] == word.withUTF8Buffer({ unsafe $0[index] }) else {
        throw JSONTape.wrong("This is not JSON: a value was expected here.", start)
      }
      at += 1
    }
    append(kind, start, at)
  }

  private mutating func number(_ bytes: Span<UInt8>) throws(Malformed) {
    let start = at
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    let leadsWithZero = at < bytes.count && bytes[at] == UInt8(ascii: "0")
    let whole = skipDigits(bytes)
    guard whole > 0, whole == 1 || !leadsWithZero else {
      throw JSONTape.wrong("This is not a JSON number.", start)
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard skipDigits(bytes) > 0 else { throw JSONTape.wrong("This is not a JSON number.", start) }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard skipDigits(bytes) > 0 else { throw JSONTape.wrong("This is not a JSON number.", start) }
    }
    append(.number, start, at)
  }

  private mutating func skipDigits(_ bytes: Span<UInt8>) -> Int {
    let from = at
    while at < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[at] { at += 1 }
    return at - from
  }

  private mutating func append(_ kind: JSONTape.Kind, _ start: Int, _ end: Int, _ hasEscapes: Bool = false) {
    nodes.append(
      JSONTape.Node(
        kind: kind, hasEscapes: hasEscapes, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)
      ))
  }
}
