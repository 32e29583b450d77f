internal import Glibc

/// The security headers that protect pages in a browser.
package enum Protection {
  /// A page loads its style and script from this server, and connects to nothing else.
  package static let policy = policy(
    allowing: ["style-src", "script-src", "connect-src", "img-src", "form-action"].map { ($0, "'self'") })

  /// The content-security policy of a document that may not be framed:
  /// it may load and run only the sources named.
  package static func policy(allowing directives: [(name: String, sources: String)]) -> String {
    let all =
      [("default-src", "'none'")] + directives + [("base-uri", "'none'"), ("frame-ancestors", "'none'")]
    return all.map { "\($0) \($1)" }.joined(separator: "; ")
  }

  static let headers: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
  ]
}

/// The host names accepted by a server.
///
/// A foreign site can let its own name resolve to this machine, and its pages would then be of the same
/// origin to a browser (DNS rebinding). The Host header carries that name.
struct HostNames: Sendable {
  private let names: Set<String>

  init(_ names: [String]) { self.names = Set(names.map { $0.lowercased() } + ["localhost"]) }

  /// Whether a Host header is one of the names, or an address, which cannot be rebound.
  func admit(_ header: String) -> Bool {
    var host = header.lowercased()[...]
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]"), Self.isPort(host[host.index(after: end)...]) else {
        return false
      }
      return Self.isAddress(String(host[host.index(after: host.startIndex)..<end]), AF_INET6)
    }
    if let colon = host.firstIndex(of: ":") {
      guard Self.isPort(host[colon...]) else { return false }
      host = host[..<colon]
    }
    if host.hasSuffix(".") { host.removeLast() }
    return names.contains(String(host)) || Self.isAddress(String(host), AF_INET)
  }

  private static func isPort(_ text: Substring) -> Bool {
    // A number of its type would also be read with a sign.
    text.isEmpty
      || (text.hasPrefix(":") && UInt16(text.dropFirst()) != nil
        && text.utf8.dropFirst().allSatisfy { 0x30...0x39 ~= $0 })
  }

  private static func isAddress(_ text: String, _ family: Int32) -> Bool {
    var bytes = in6_addr()
    return unsafe inet_pton(family, text, &bytes) == 1
  }
}
