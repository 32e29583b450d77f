/// The status of a response.
package enum Status: Int, Sendable {
  case ok = 200
  case found = 302
  case notModified = 304
  case badRequest = 400
  case notFound = 404
  case methodNotAllowed = 405
  case uriTooLong = 414
  case misdirected = 421
  case headersTooLarge = 431
  case serverError = 500
  case unavailable = 503
}

/// The reason for refusing a request, in a sentence for the client.
package struct Refusal: Error {
  package let status: Status
  package let sentence: String

  package init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }
}

/// An HTTP response.
package struct Response: Sendable {
  package enum Body: Sendable {
    case bytes([UInt8])
    /// Server-sent events, for as long as both sides like.
    case events(EventStream)
  }

  package var status: Status
  package var type: String
  package var body: Body
  /// The entity tag of the body; nil for a body that must not be cached.
  package var tag: String?
  /// The content-security policy of the document; see `Protection`.
  package var policy: String
  /// The address to ask instead.
  package private(set) var location: Address?

  package init(
    _ status: Status = .ok, type: String, _ body: Body, tag: String? = nil, policy: String = Protection.policy
  ) {
    self.status = status
    self.type = type
    self.body = body
    self.tag = tag
    self.policy = policy
  }

  /// Sends the client to another address for the time being.
  package init(seeing address: Address) {
    self.init(.found, type: "text/plain; charset=utf-8", .bytes(Array("\(address.text)\n".utf8)))
    location = address
  }

  /// The response without its body, where the client has it already.
  func unless(has request: Request) -> Response {
    guard let tag, status == .ok, let known = request.header("if-none-match"), EntityTags(known).contain(tag)
    else { return self }
    var same = self
    same.status = .notModified
    same.body = .bytes([])
    return same
  }

  var headers: [(name: String, value: String)] {
    var headers = Protection.headers + [("Content-Security-Policy", policy), ("Vary", "Accept")]
    if status != .notModified { headers.append(("Content-Type", type)) }
    if let location { headers.append(("Location", location.text)) }
    if let tag { headers.append(("ETag", "\"\(tag)\"")) }
    // For proxies that would wait until there is enough to send.
    if case .events = body { headers.append(("X-Accel-Buffering", "no")) }
    // Kept, but asked about before each use.
    headers.append(("Cache-Control", tag == nil ? "no-store" : "private, no-cache"))
    switch status {
    case .methodNotAllowed: headers.append(("Allow", "GET, HEAD"))
    case .unavailable: headers.append(("Retry-After", "5"))
    default: break
    }
    return headers
  }
}

/// The tags in an If-None-Match header, compared weakly (RFC 9110, 8.8.3.2).
struct EntityTags {
  private let isAny: Bool
  private let tags: Set<Substring>

  init(_ header: String) {
    let words = header.split(separator: ",").map { $0.trimming(" \t") }
    isAny = words.contains("*")
    tags = Set(words.map { ($0.hasPrefix("W/") ? $0.dropFirst(2) : $0).trimming("\"") })
  }

  func contain(_ tag: String) -> Bool { isAny || tags.contains(tag[...]) }
}

extension Substring {
  /// Without some characters at both ends.
  func trimming(_ characters: String) -> Substring {
    var rest = self
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return rest
  }
}
