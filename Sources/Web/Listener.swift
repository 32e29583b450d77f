internal import Glibc

/// A listening socket.
package struct Listener: Sendable {
  /// The address for clients: `http://127.0.0.1:8080/`.
  package let url: String
  let descriptor: Int32
  let host: String

  /// The reason for the failure, as part of a sentence.
  package struct Failure: Error, Equatable {
    package enum Kind: Sendable { case unknown, taken, denied, other }
    package let kind: Kind
    package let reason: String
  }

  /// - Parameter port: 0 for one that is free.
  package init(host: String, port: UInt16) throws(Failure) {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    let outcome = unsafe getaddrinfo(host, String(port), &hints, &found)
    guard outcome == 0, let first = unsafe found else {
      throw Failure(kind: .unknown, reason: unsafe String(cString: gai_strerror(outcome)))
    }
    defer { unsafe freeaddrinfo(found) }
    let family = unsafe first.pointee.ai_family
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let made = socket(family, kind, 0)
    guard made >= 0 else { throw .last }
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    if family == AF_INET6 { unsafe setsockopt(made, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size) }
    guard unsafe bind(made, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0,
      listen(made, SOMAXCONN) == 0, let bound = Self.port(of: made)
    else {
      let failure = Failure.last
      close(made)
      throw failure
    }
    descriptor = made
    self.host = host
    url = "http://\(host.contains(":") ? "[\(host)]" : host):\(bound)/"
  }

  private static func port(of socket: Int32) -> UInt16? {
    var address = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isKnown = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(socket, $0, &size) == 0
      }
    }
    // The port has the same offset for both kinds of address.
    return isKnown ? UInt16(bigEndian: address.sin6_port) : nil
  }
}

extension Listener.Failure {
  fileprivate static var last: Self {
    let kind: Kind =
      switch errno {
      case EADDRINUSE: .taken
      case EACCES, EPERM: .denied
      case EADDRNOTAVAIL: .unknown
      default: .other
      }
    return Self(kind: kind, reason: unsafe String(cString: strerror(errno)))
  }
}
