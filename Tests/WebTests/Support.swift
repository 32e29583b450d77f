import Foundation
import Glibc
import Synchronization
import Testing

@testable import Web

/// A server on a port of its own for as long as a test needs it.
final class Served: Sendable {
  let port: UInt16
  let url: String
  let server: Server
  private let isStopped = Atomic(false)

  init(names: [String] = [], _ answer: @escaping @Sendable (Request) -> Response) throws {
    let listener = try Listener(host: "127.0.0.1", port: 0)
    url = listener.url
    port = try #require(UInt16(listener.url.dropLast().split(separator: ":").last ?? ""))
    server = try Server(
      on: listener, names: names,
      refuse: { refusal, _ in
        Response(refusal.status, type: "text/plain", .bytes(Array(refusal.sentence.utf8)))
      },
      makeHandler: { answer })
  }

  func stop() {
    if !isStopped.exchange(true, ordering: .relaxed) { server.stop() }
  }

  deinit { stop() }

  /// What comes back for a text that is sent as it is, up to the end of the connection.
  func exchange(_ text: String) throws -> String {
    let client = try Client(port)
    try client.send(text)
    client.finish()
    return try client.rest()
  }

  func get(_ path: String, _ headers: String..., method: String = "GET") throws -> Received {
    try Client(port).ask(path, headers, method: method)
  }
}

/// What a client got.
struct Received {
  let status: Int
  /// By their names in lower case.
  let headers: [String: String]
  let body: String
}

/// A connection.
final class Client {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let descriptor: Int32
  private var pending: [UInt8] = []

  /// - Parameter source: the address from which it comes.
  init(_ port: UInt16, from source: String = "127.0.0.1") throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    // So that a test fails where an answer does not come, instead of waiting.
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var atOnce: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &atOnce, socklen_t(MemoryLayout<Int32>.size))
    var own = sockaddr_in()
    own.sin_family = sa_family_t(AF_INET)
    own.sin_addr.s_addr = inet_addr(source)
    let isBound = withUnsafePointer(to: &own) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if !isBound { throw Failure(description: "No address \(source): \(String(cString: strerror(errno))).") }
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if !isConnected { throw Failure(description: "No connection: \(String(cString: strerror(errno))).") }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { throw Failure(description: "Nothing more can be sent.") }
      rest.removeFirst(count)
    }
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  func ask(_ path: String, _ headers: [String] = [], method: String = "GET") throws -> Received {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"] + headers
    try send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
    return try receive(hasBody: method != "HEAD")
  }

  /// The next response.
  func receive(hasBody: Bool = true) throws -> Received {
    let head = try receive(through: "\r\n\r\n").components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in head.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    let status = try #require(Int(head[0].split(separator: " ")[1]))
    let length = hasBody && status != 304 ? headers["content-length"].flatMap(Int.init) ?? 0 : 0
    while pending.count < length { guard try more() else { break } }
    defer { pending.removeFirst(min(length, pending.count)) }
    return Received(
      status: status, headers: headers, body: String(decoding: pending.prefix(length), as: UTF8.self))
  }

  /// What comes up to a text and with it.
  func receive(through end: String) throws -> String {
    let mark = Data(end.utf8)
    while true {
      if let end = Data(pending).range(of: mark)?.upperBound {
        defer { pending.removeFirst(end) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      guard try more() else {
        throw Failure(description: "It ends before “\(end)”: \(String(decoding: pending, as: UTF8.self))")
      }
    }
  }

  /// Whether something has come, or the connection has ended.
  func hasReceived() throws -> Bool {
    var byte: UInt8 = 0
    return !pending.isEmpty || recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0
  }

  /// What comes until the connection ends.
  func rest() throws -> String {
    while try more() {}
    return String(decoding: pending, as: UTF8.self)
  }

  /// Whether the server has ended the connection, once it has sent what it had.
  func isEnded() throws -> Bool { try !more() }

  private func more() throws -> Bool {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &piece, piece.count, 0)
    if count > 0 { pending += piece[..<count] }
    if count < 0 && errno == EAGAIN { throw Failure(description: "Nothing has come for a minute.") }
    return count > 0
  }
}

func text(_ text: String) -> Response { Response(type: "text/plain", .bytes(Array(text.utf8))) }
