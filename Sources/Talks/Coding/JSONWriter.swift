/// Writes canonical JSON (RFC 8785) of texts, integers, booleans, lists and objects,
/// the kinds that Parley records.
///
/// Members are given in any order and come out sorted, since names here are ASCII.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    let text = text.utf8
    if text.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for byte in text { escape(byte) }
    } else {
      bytes.append(contentsOf: text)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(contentsOf: (byte < 16 ? "0" : "").utf8)
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }

  package mutating func integer(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }
  package mutating func bool(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }
  package mutating func null() { bytes.append(contentsOf: "null".utf8) }

  /// A value that has been written elsewhere.
  package mutating func raw(_ value: JSONWriter) { bytes.append(contentsOf: value.bytes) }

  package mutating func list<T>(_ elements: some Sequence<T>, _ write: (T, inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(element, &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Appends an object of members already encoded as JSON, sorted by name.
  package mutating func object(_ members: [(name: String, json: JSONWriter)]) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.sorted(by: { $0.name < $1.name }).enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      string(member.name)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(contentsOf: member.json.bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends an object of members encoded in another writer, sorted by name.
  mutating func object(_ members: [(name: StaticString, value: Range<Int>)], of values: JSONWriter) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.sorted(by: { $0.name.precedes($1.name) }).enumerated() {
      bytes.append(contentsOf: index > 0 ? ",\"".utf8 : "\"".utf8)
      member.name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: "\":".utf8)
      bytes.append(contentsOf: values.bytes[member.value])
    }
    bytes.append(UInt8(ascii: "}"))
  }

  package static func of(_ write: (inout JSONWriter) -> Void) -> JSONWriter {
    var writer = JSONWriter()
    write(&writer)
    return writer
  }
}

extension StaticString {
  fileprivate func precedes(_ other: StaticString) -> Bool {
    withUTF8Buffer { a in other.withUTF8Buffer { b in unsafe a.lexicographicallyPrecedes(b) } }
  }
}
