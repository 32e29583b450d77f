import Testing

@testable import Web

@Suite("A server lets in who calls it by its name")
struct HostNamesTests {
  private let names = HostNames(["talks.example.org", "Desk"])

  @Test(
    "or by an address",
    arguments: [
      "talks.example.org", "TALKS.example.org.", "talks.example.org:443", "desk", "desk:0", "localhost:1",
      "localhost", "127.0.0.1", "192.0.2.7:80", "[::1]:80", "[2001:db8::1]", "[2001:DB8::1]:65535",
    ])
  func admits(host: String) { #expect(names.admit(host)) }

  @Test(
    "and nobody else",
    arguments: [
      "evil.example", "talks.example.org.evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
      "localhost:x", "localhost:", "localhost:65536", "localhost:+1", "localhost:1:2", "[::1].evil.example",
      "[::1", "[evil]",
      "[127.0.0.1]", "::1", "1.2.3", "", ".", ":80", "a b", "talks.example.org..", "user@localhost",
    ])
  func refuses(host: String) { #expect(!names.admit(host)) }
}

@Suite("The protective headers")
struct ProtectionTests {
  @Test("let a page load from its own server alone")
  func policy() {
    #expect(
      Protection.policy
        == "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    #expect(
      Protection.policy(allowing: []) == "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
  }

  @Test("say how long a response may be kept, and what comes next")
  func caching() {
    func headers(_ response: Response) -> [String: String] {
      Dictionary(response.headers.map { ($0.name, $0.value) }) { _, _ in "twice" }
    }
    let kept = headers(Response(type: "text/html", .bytes([]), tag: "a"))
    #expect(kept["Cache-Control"] == "private, no-cache" && kept["ETag"] == "\"a\"")
    let once = headers(Response(type: "text/html", .bytes([]), policy: "default-src 'self'"))
    #expect(once["Cache-Control"] == "no-store" && once["ETag"] == nil && once["Vary"] == "Accept")
    #expect(once["Content-Security-Policy"] == "default-src 'self'" && once["Content-Type"] == "text/html")
    #expect(headers(Response(.notModified, type: "x", .bytes([])))["Content-Type"] == nil)
    #expect(headers(Response(.methodNotAllowed, type: "x", .bytes([])))["Allow"] == "GET, HEAD")
    #expect(headers(Response(.unavailable, type: "x", .bytes([])))["Retry-After"] == "5")
  }
}

@Suite("Tags")
struct EntityTagsTests {
  @Test(
    "match weakly, one of several, or any",
    arguments: ["\"a\"", "W/\"a\"", "\"b\", \"a\"", " \"b\" ,\tW/\"a\" ", "*", "\"b\",*"])
  func matches(header: String) { #expect(EntityTags(header).contain("a")) }

  @Test("match in full", arguments: ["", "\"b\"", "\"ab\"", "\"A\"", "\"\"", "w/\"a\"", ","])
  func differs(header: String) { #expect(!EntityTags(header).contain("a")) }
}
