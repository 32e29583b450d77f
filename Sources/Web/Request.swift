/// An HTTP request.
package struct Request: Sendable {
  package let method: String
  /// The parts of the path between its slashes, decoded.
  package let path: [String]
  /// In their order, decoded; nil for a name without “=”.
  package let query: [(name: String, value: String?)]
  let headers: [(name: String, value: String)]
  package let client: ClientAddress

  /// The limit on the length of a path with its query, in bytes.
  static let longest = 2048

  /// The limit on the length of all headers, in bytes.
  static let longestHeaders = 16 << 10

  /// A request for the first page, in the place of one that cannot be read.
  package static let first = Request()

  private init() { (method, path, query, headers, client) = ("GET", [], [], [], .unknown) }

  /// Parses the parts of a request line, which are still percent-encoded.
  init(
    method: String, path: String, query: [(name: String, value: String?)],
    headers: [(name: String, value: String)], client: ClientAddress = .unknown
  ) throws(Refusal) {
    self.method = method
    self.headers = headers
    self.client = client
    let length =
      path.utf8.count + query.reduce(0) { $0 + $1.name.utf8.count + ($1.value?.utf8.count ?? 0) + 2 }
    guard length <= Self.longest else {
      throw Refusal(.uriTooLong, "This address is longer than \(Self.longest) bytes; shorten it.")
    }
    try Self.check(headers)
    guard path.hasPrefix("/") else { throw Refusal(.badRequest, "An address here begins with “/”.") }
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    if parts.last == "" { parts.removeLast() }
    var decoded: [String] = []
    for part in parts { decoded.append(try Self.decoded(String(part))) }
    self.path = decoded
    var pairs: [(name: String, value: String?)] = []
    for (name, value) in query {
      pairs.append((try Self.decoded(name), try value.map { text throws(Refusal) in try Self.decoded(text) }))
    }
    self.query = pairs
  }

  /// Throws where headers are too long, or such that another server could see other headers in them.
  private static func check(_ headers: [(name: String, value: String)]) throws(Refusal) {
    let length = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    guard length <= longestHeaders else {
      throw Refusal(
        .headersTooLarge,
        "The headers of this request are longer than \(longestHeaders) bytes; send fewer cookies.")
    }
    for (name, value) in headers {
      guard !name.isEmpty, name.utf8.allSatisfy(isToken) else {
        throw Refusal(
          .badRequest,
          "The name of a header holds a space or another sign that no name has; the colon follows the name.")
      }
      guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
        throw Refusal(.badRequest, "A header holds a control character; leave it out.")
      }
    }
  }

  /// Whether a name may hold a byte (RFC 9110, 5.6.2).
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// A header by its name in lower case; several of one name are joined, as they may be on the way as well.
  package func header(_ name: String) -> String? {
    let found = headers.filter { $0.name.lowercased() == name }.map(\.value)
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// The value of the last parameter of a name.
  package func parameter(_ name: String) -> String? { query.last { $0.name == name }?.value }

  private static func decoded(_ text: String) throws(Refusal) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      guard digits.count == 2, digits != [0, 0] else {
        throw Refusal(
          .badRequest, "This address is not well encoded; “%” is followed by two hexadecimal digits.")
      }
      bytes.append(UInt8(digits[0] << 4 | digits[1]))
      rest = rest.dropFirst(2)
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(.badRequest, "This address is not valid UTF-8.")
    }
    return decoded
  }
}

/// An address on this server.
package struct Address: Sendable {
  package var path: [String]
  package var query: [(name: String, value: String?)]

  package init(_ path: [String], query: [(name: String, value: String?)] = []) {
    self.path = path
    self.query = query
  }

  /// The form for use in a document.
  package var text: String {
    let pairs = query.map { name, value in
      Self.encoded(name) + (value.map { "=\(Self.encoded($0))" } ?? "")
    }
    return "/" + path.map(Self.encoded).joined(separator: "/")
      + (pairs.isEmpty ? "" : "?\(pairs.joined(separator: "&"))")
  }

  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }
}
