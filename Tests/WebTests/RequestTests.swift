import Testing

@testable import Web

@Suite("The first line of a request")
struct RequestTests {
  private func request(
    _ path: String, _ query: [(name: String, value: String?)] = [],
    _ headers: [(name: String, value: String)] = []
  ) throws -> Request {
    try Request(method: "GET", path: path, query: query, headers: headers)
  }

  @Test(
    "is taken apart at its slashes, then decoded once",
    arguments: [
      ("/", []), ("/a", ["a"]), ("/a/", ["a"]), ("/a/b", ["a", "b"]), ("/a//b", ["a", "", "b"]),
      ("//", [""]), ("/a%2Fb/c", ["a/b", "c"]), ("/%2e%2e/%2E", ["..", "."]), ("/../x", ["..", "x"]),
      ("/%252e", ["%2e"]), ("/a+b", ["a+b"]), ("/%E9%9F%93", ["韓"]), ("/%20", [" "]), ("/%7f", ["\u{7F}"]),
    ] as [(String, [String])])
  func path(text: String, parts: [String]) throws { #expect(try request(text).path == parts) }

  @Test(
    "is refused where it is not well encoded",
    arguments: ["/%", "/%2", "/%zz", "/%00", "/a%0", "/%+1", "/%-1", "/% 1", "/%é1", "/%%41"])
  func encoding(path: String) throws {
    let refusal = try #require(throws: Refusal.self) { try request(path) }
    #expect(refusal.status == .badRequest)
    #expect(
      refusal.sentence == "This address is not well encoded; “%” is followed by two hexadecimal digits.")
    #expect(throws: Refusal.self) { try request("/", [("x", String(path.dropFirst()))]) }
    #expect(throws: Refusal.self) { try request("/", [(String(path.dropFirst()), nil)]) }
  }

  @Test(
    "is refused where it is no UTF-8: cut short, overlong, half a pair, beyond the last",
    arguments: ["/%ff", "/%c3", "/%c0%af", "/%ed%a0%80", "/%f4%90%80%80", "/%80"])
  func characters(path: String) throws {
    let refusal = try #require(throws: Refusal.self) { try request(path) }
    #expect(refusal.status == .badRequest && refusal.sentence == "This address is not valid UTF-8.")
  }

  @Test("begins with a slash, and is at most 2,048 bytes long with all that follows")
  func length() throws {
    for path in ["*", "", "http://localhost/"] {
      let refusal = try #require(throws: Refusal.self) { try request(path) }
      #expect(refusal.sentence == "An address here begins with “/”.")
    }
    let longest = "/" + String(repeating: "x", count: 2047)
    #expect(try request(longest).path.count == 1)
    // A parameter counts with its “?” or “&” and its “=”.
    for (path, query) in [
      (longest + "x", []), (longest, [("a", nil)]), ("/", [("a", String(repeating: "x", count: 2045))]),
    ] as [(String, [(name: String, value: String?)])] {
      let refusal = try #require(throws: Refusal.self) { try request(path, query) }
      #expect(refusal.status == .uriTooLong)
      #expect(refusal.sentence == "This address is longer than 2048 bytes; shorten it.")
    }
    #expect(try request("/", [("a", String(repeating: "x", count: 2044))]).query.count == 1)
  }

  @Test("gives the last of several parameters of a name, and joins headers of a name")
  func values() throws {
    let asked = try request(
      "/", [("a", "1"), ("b", nil), ("a", "%32"), ("", "x")],
      [("Accept", "a"), ("X", "1"), ("accept", "b")])
    #expect(asked.parameter("a") == "2" && asked.parameter("b") == nil && asked.parameter("c") == nil)
    #expect(asked.parameter("") == "x" && asked.query.count == 4)
    #expect(asked.header("accept") == "a, b" && asked.header("x") == "1" && asked.header("y") == nil)
  }

  @Test(
    "is what an address says, whatever it says",
    arguments: [["a"], ["..", "a/b"], ["é", "韓", "\u{1F600}"], ["%41", "a b+c", "?#&="], ["\u{7F}\u{1}"]])
  func addresses(path: [String]) throws {
    let address = Address(path, query: [("k&=", path.last), ("flag", nil)])
    let halves = address.text.split(separator: "?")
    #expect(halves.count == 2)
    let query = halves[1].split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return (name: sides[0], value: sides.count == 2 ? sides[1] : nil)
    }
    let asked = try request(String(halves[0]), query)
    #expect(asked.path == path && asked.parameter("k&=") == path.last)
    #expect(asked.query[1].name == "flag" && asked.query[1].value == nil)
    #expect(address.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
  }
}
