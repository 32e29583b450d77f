internal import CMicrohttpd
internal import Glibc

/// Where a client is, as far as shares of what there is go: an address, or a network of IPv6, of which one client may have
/// all addresses.
package struct ClientAddress: Hashable, Sendable, CustomStringConvertible {
  /// The address in numbers.
  package let description: String
  private let share: [UInt8]

  package static func == (a: Self, b: Self) -> Bool { a.share == b.share }
  package func hash(into hasher: inout Hasher) { hasher.combine(share) }

  /// The client of which nothing is known.
  static let unknown = ClientAddress(description: "-", share: [])

  private init(description: String, share: [UInt8]) { (self.description, self.share) = (description, share) }

  /// The other end of a connection.
  init(of connection: OpaquePointer?) {
    guard let address = unsafe web_client_address(connection) else {
      self = .unknown
      return
    }
    let bytes: [UInt8]
    switch Int32(unsafe address.pointee.sa_family) {
    case AF_INET:
      bytes = unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        unsafe withUnsafeBytes(of: $0.pointee.sin_addr) { unsafe Array($0) }
      }
    case AF_INET6:
      bytes = unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        unsafe withUnsafeBytes(of: $0.pointee.sin6_addr) { unsafe Array($0) }
      }
    default: bytes = []
    }
    self.init(bytes)
  }

  /// - Parameter bytes: the 4 of IPv4 or the 16 of IPv6.
  init(_ bytes: [UInt8]) {
    let isMapped = bytes.count == 16 && bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
    let own = isMapped ? Array(bytes.suffix(4)) : bytes
    self.init(description: Self.text(own), share: Array(own.prefix(own.count == 16 ? 8 : own.count)))
  }

  private static func text(_ bytes: [UInt8]) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 16 ? AF_INET6 : AF_INET
    guard bytes.count == 4 || bytes.count == 16,
      unsafe inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil
    else { return "-" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
