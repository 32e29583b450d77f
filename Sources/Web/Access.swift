/// A request that was answered, for a log of who asked for what.
package struct Access: Sendable {
  package let client: ClientAddress
  /// As it was sent, with bytes that are no plain ASCII or end a quoted text percent-encoded, and no longer than 32 bytes.
  package let method: String
  /// The path and the query in the same form, no longer than 2,048 bytes.
  package let target: String
  /// Nil where there was no answer.
  package private(set) var status: Status?
  /// Whether it was refused before it reached a handler.
  package private(set) var isRefused = false
  /// The length of the body that was sent.
  package internal(set) var bytes = 0
  /// From the end of the headers to the end of the response.
  package private(set) var milliseconds: Int64 = 0
  private let began = ContinuousClock.now

  init(
    method: String, path: String, query: [(name: String, value: String?)], client: ClientAddress
  ) {
    self.client = client
    self.method = Self.harmless(method, most: 32)
    let pairs = query.map { name, value in name + (value.map { "=\($0)" } ?? "") }
    target = Self.harmless(
      path + (pairs.isEmpty ? "" : "?\(pairs.joined(separator: "&"))"), most: Request.longest)
  }

  mutating func answer(_ status: Status, isRefused: Bool) {
    (self.status, self.isRefused) = (status, isRefused)
  }

  func ended() -> Access {
    var access = self
    access.milliseconds = Int64(began.duration(to: .now) / .milliseconds(1))
    return access
  }

  private static func harmless(_ text: String, most: Int) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 where bytes.count < most {
      if 0x21...0x7E ~= byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        bytes.append(byte)
      } else {
        bytes += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
      }
    }
    return String(decoding: bytes.prefix(most), as: UTF8.self)
  }
}
