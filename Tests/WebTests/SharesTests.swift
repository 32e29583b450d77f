import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Web

/// One client has 127.0.0.2, another 127.0.0.1.
@Suite("What one address takes")
struct SharesTests {
  private static let greedy = "127.0.0.2"

  private func send(_ path: String, _ client: Client) throws {
    try client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
  }

  @Test("keeps no other waiting: not with 600 connections that ask nothing, or do not read")
  func connections() throws {
    let body = [UInt8](repeating: 0x78, count: 8 << 20)
    let served = try Served { $0.path.isEmpty ? text("x") : Response(type: "text/plain", .bytes(body)) }
    let others = try (0..<600).map { number in
      let other = try Client(served.port, from: Self.greedy)
      // Every fifth has a response that it does not read.
      try number % 5 == 0 ? send("/unread", other) : other.send(String("GET / HTTP/1.1".prefix(number % 9)))
      return other
    }
    for _ in 0..<20 { #expect(try served.get("/").status == 200) }
    #expect(served.server.connections.now <= 600 && served.server.connections.givenUp >= 100)
    // Nor does the address shut itself out.
    let more = try Client(served.port, from: Self.greedy)
    #expect(try more.ask("/").status == 200)
    withExtendedLifetime(others) {}
  }

  @Test("leaves room for the streams of others, whether its own are read or not")
  func streams() throws {
    let channel = Channel(after: 0)
    let served = try Served { request in
      do throws(Refusal) {
        let stream = try channel.stream(
          after: 0, earlier: [], isCut: false, topic: nil, to: request.client)
        return Response(type: "text/event-stream", .events(stream))
      } catch {
        return Response(error.status, type: "text/plain", .bytes(Array(error.sentence.utf8)))
      }
    }
    var others: [Client] = []
    for number in 0..<201 {
      let other = try Client(served.port, from: Self.greedy)
      try send("/", other)
      let head = try other.receive(through: "\r\n\r\n")
      #expect(head.hasPrefix("HTTP/1.1 \(number < 200 ? "200" : "503") "), "\(number)")
      others.append(other)
    }
    let own = try (0..<3).map { _ in
      let client = try Client(served.port)
      try send("/", client)
      #expect(try client.receive(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
      return client
    }
    #expect(channel.listeners == 200)
    channel.tell([Channel.Message(id: 1, topic: "a", event: "recorded", data: "told")])
    for client in own { _ = try client.receive(through: "data: told\n\n") }
    // The oldest made room.
    for other in others.prefix(3) { #expect(try !other.receive(through: "0\r\n\r\n").contains("told")) }
    _ = try others[3].receive(through: "data: told\n\n")
    channel.close()
  }

  @Test("does not come before the request of another, however many of its own wait")
  func requests() throws {
    let gate = DispatchSemaphore(value: 0)
    let begun = Mutex<[String]>([])
    let served = try Served { request in
      begun.withLock { $0.append(request.client.description) }
      gate.wait()
      return text("done")
    }
    func waitFor(_ count: Int) { while begun.withLock({ $0.count }) < count { usleep(1000) } }
    let others = try (0..<210).map { _ in try Client(served.port, from: Self.greedy) }
    for other in others.prefix(4) { try send("/", other) }
    waitFor(4)
    for other in others.dropFirst(4) { try send("/", other) }
    // Six of them were too many.
    var refused = 0
    for other in others.suffix(206) where refused < 6 {
      if try other.hasReceived() { refused += 1 }
    }
    let client = try Client(served.port)
    try send("/", client)
    // It takes the place of one more of those who wait.
    while others.dropFirst(4).filter({ (try? $0.hasReceived()) == true }).count < 7 { usleep(1000) }
    gate.signal()
    waitFor(5)
    #expect(begun.withLock { $0[4] } == "127.0.0.1")
    for _ in 0..<250 { gate.signal() }
    #expect(try client.receive().body == "done")
  }

  @Test("is counted for a network of IPv6 as a whole, and for IPv4 in IPv6 as such")
  func networks() {
    func address(_ last: UInt8, network: UInt8 = 1) -> ClientAddress {
      ClientAddress([0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, network, 0, 0, 0, 0, 0, 0, 0, last])
    }
    #expect(address(1) == address(2) && address(1) != address(1, network: 2))
    #expect(address(1).description == "2001:db8:0:1::1")
    let mapped = ClientAddress([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 7])
    #expect(mapped == ClientAddress([192, 0, 2, 7]) && mapped.description == "192.0.2.7")
    #expect(mapped != ClientAddress([192, 0, 2, 8]))
  }

  @Test("is given up only where another would have less")
  func heaviest() {
    let (a, b, c) = (ClientAddress([1, 1, 1, 1]), ClientAddress([2, 2, 2, 2]), ClientAddress([3, 3, 3, 3]))
    #expect(Shares.heaviest([a, a, a, b], against: c) == a)
    #expect(Shares.heaviest([a, a, a, b], against: b) == a)
    #expect(Shares.heaviest([a, a, b], against: b) == nil)
    #expect(Shares.heaviest([a, a], against: a) == nil)
    #expect(Shares.heaviest([], against: a) == nil)
  }
}

@Suite("A request that is too long, or that two servers could read differently")
struct RequestLengthTests {
  private func served() throws -> Served { try Served { text("\($0.path)") } }

  private let host = "Host: localhost\r\n"

  @Test("has the status 414 for its address and 431 for its headers, whatever its length")
  func lengths() throws {
    let served = try served()
    func status(_ text: String) throws -> String { String(try served.exchange(text).prefix(13).dropFirst(9)) }
    let lengths =
      Array(stride(from: 2_100, to: 66_000, by: 1_999)) + Array(stride(from: 30_000, to: 33_200, by: 97))
    for length in lengths {
      let long = String(repeating: "a", count: length)
      #expect(try status("GET /\(long) HTTP/1.1\r\n\(host)\r\n") == "414 ", "path of \(length)")
      #expect(try status("GET /?a=\(long) HTTP/1.1\r\n\(host)\r\n") == "414 ", "query of \(length)")
      let headers = try status("GET / HTTP/1.1\r\n\(host)X: \(long)\r\n\r\n")
      #expect(headers == (length < 16_300 ? "200 " : "431 "), "header of \(length)")
    }
    let many = (0..<3_000).map { "X\($0): a\r\n" }.joined()
    #expect(try status("GET / HTTP/1.1\r\n\(host)\(many)\r\n") == "431 ")
    #expect(try served.get("/").status == 200)
  }

  @Test(
    "has the status 400 and ends the connection, so that nothing behind it is taken for a request",
    arguments: [
      "Content-Length : 40", "Content-Length\t: 40", "Transfer-Encoding : chunked", "Content-Length: 40",
      "Content-Length: +0", "Content-Length: 0\r\nContent-Length: 40", "Transfer-Encoding: chunked",
      "Content\u{1}-Length: 40", "Content-Length\u{0}: 40", "Content-Length: \u{0} 40",
      "Transfer-Encoding: \u{0}chunked", "X: a\rContent-Length: 40", "X: a\u{1B}[31m", "(x): 1",
      "X Y: 1", "\u{E9}: 1",
    ])
  func smuggling(header: String) throws {
    let served = try served()
    let answer = try served.exchange(
      "GET /first HTTP/1.1\r\n\(host)\(header)\r\n\r\nGET /second HTTP/1.1\r\n\(host)\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("\r\nConnection: close\r\n"), "\(answer)")
    let statuses = answer.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
    #expect(Set(statuses) == ["400"] && !answer.contains("second"), "\(answer)")
  }

  @Test("says in a sentence what is wrong with it")
  func sentences() throws {
    let served = try served()
    #expect(
      try served.get("/", "Content-Length : 0").body
        == "The name of a header holds a space or another sign that no name has; the colon follows the name.")
    #expect(try served.get("/", "X: \u{1}").body == "A header holds a control character; leave it out.")
    #expect(
      try served.get("/", "X: \(String(repeating: "a", count: 17_000))").body
        == "The headers of this request are longer than 16384 bytes; send fewer cookies.")
  }
}
