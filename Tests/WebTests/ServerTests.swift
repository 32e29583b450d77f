import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Web

@Suite("A server of pages")
struct ServerTests {
  /// Answers with what was asked.
  private func echo(names: [String] = []) throws -> Served {
    try Served(names: names) { request in
      let query = request.query.map { "\($0.name)=\($0.value ?? "-")" }
      return text("\(request.method) \(request.path) \(query) \(request.header("x") ?? "-")")
    }
  }

  // MARK: Reading

  @Test("gives its address, and a response to it")
  func address() throws {
    let served = try echo()
    #expect(served.url == "http://127.0.0.1:\(served.port)/")
    let answer = try served.get("/a%20b/c?d=%C3%A9&e", "X: 1")
    #expect(answer.status == 200 && answer.body == "GET [\"a b\", \"c\"] [\"d=é\", \"e=-\"] 1")
    #expect(answer.headers["content-type"] == "text/plain" && answer.headers["content-length"] == "34")
  }

  @Test("understands a request that comes in two pieces, wherever it is split")
  func pieces() throws {
    let served = try echo()
    let request = Array("GET /a/b%20c?d=e HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n".utf8)
    let client = try Client(served.port)
    for cut in 1..<request.count {
      try client.send(Array(request[..<cut]))
      usleep(1000)
      try client.send(Array(request[cut...]))
      #expect(try client.receive().body == "GET [\"a\", \"b c\"] [\"d=e\"] y", "\(cut)")
    }
    for byte in request {
      try client.send([byte])
      usleep(200)
    }
    #expect(try client.receive().status == 200)
  }

  @Test("keeps a connection, answers in order what is sent at once, and ends it where it is asked to")
  func connections() throws {
    let served = try echo()
    let client = try Client(served.port)
    let host = "Host: localhost\r\n"
    try client.send(
      "GET /1 HTTP/1.1\r\n\(host)\r\nHEAD /2 HTTP/1.1\r\n\(host)\r\nGET /3 HTTP/1.1\r\n\(host)\r\n")
    #expect(try client.receive().body == "GET [\"1\"] [] -")
    let head = try client.receive(hasBody: false)
    #expect(head.status == 200 && head.headers["content-length"] == "15")
    #expect(try client.receive().body == "GET [\"3\"] [] -")
    #expect(try client.ask("/4", ["Connection: close"]).body == "GET [\"4\"] [] -")
    #expect(try client.isEnded())
  }

  @Test("gives the headers of a body without it to HEAD, and nothing to who has it")
  func tags() throws {
    let served = try Served { request in
      Response(
        request.path == ["gone"] ? .notFound : .ok, type: "text/plain", .bytes(Array("12345".utf8)), tag: "a")
    }
    let client = try Client(served.port)
    let head = try client.ask("/", method: "HEAD")
    #expect(head.status == 200 && head.headers["content-length"] == "5" && head.headers["etag"] == "\"a\"")
    for method in ["GET", "HEAD"] {
      let same = try client.ask("/", ["If-None-Match: \"b\", W/\"a\""], method: method)
      #expect(same.status == 304 && same.headers["etag"] == "\"a\"" && same.headers["content-type"] == nil)
    }
    #expect(try client.ask("/", ["If-None-Match: \"b\"", "If-None-Match: \"a\""]).status == 304)
    #expect(try client.ask("/", ["If-None-Match: \"b\""]).body == "12345")
    let gone = try client.ask("/gone", ["If-None-Match: *"])
    #expect(gone.status == 404 && gone.body == "12345")
  }

  // MARK: Refusing

  @Test("protects every response, those it refuses among them")
  func protection() throws {
    let served = try Served { request in
      Response(request.path == ["fault"] ? .serverError : .ok, type: "text/html", .bytes([]), tag: "t")
    }
    let answers = [
      try served.get("/"), try served.get("/fault"), try served.get("/", "If-None-Match: \"t\""),
      try served.get("/%"), try served.get("/", method: "DELETE"), try served.get("/", "Content-Length: 1"),
    ]
    #expect(answers.map(\.status) == [200, 500, 304, 400, 405, 400])
    for answer in answers {
      for (name, value) in Protection.headers + [("Content-Security-Policy", Protection.policy)] {
        #expect(answer.headers[name.lowercased()] == value, "\(name)")
      }
    }
  }

  @Test(
    "refuses a method that is not for reading",
    arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"])
  func methods(method: String) throws {
    let answer = try echo().get("/", method: method)
    #expect(answer.status == 405 && answer.headers["allow"] == "GET, HEAD")
    #expect(answer.body == "Only GET and HEAD are understood here: this server is read-only.")
  }

  @Test("refuses a body, whichever way it is announced")
  func bodies() throws {
    let served = try echo()
    for header in ["Content-Length: 3", "Transfer-Encoding: chunked", "Content-Length: 0003"] {
      let answer = try served.get("/", header)
      #expect(answer.status == 400 && answer.body == "A request here has no body.", "\(header)")
    }
    #expect(try served.get("/", "Content-Length: 0").status == 200)
    for header in ["Content-Length: -1", "Content-Length: x", "Content-Length: 1, 1"] {
      #expect(try served.get("/", header).status == 400, "\(header)")
    }
  }

  @Test("refuses who does not call it by its name, so that no page of elsewhere reads it")
  func hosts() throws {
    let served = try echo(names: ["desk.example.org"])
    func status(_ lines: String) throws -> String {
      String(try served.exchange("GET / HTTP/1.1\r\n\(lines)Connection: close\r\n\r\n").prefix(12))
    }
    #expect(try status("Host: desk.example.org\r\n") == "HTTP/1.1 200")
    #expect(try status("Host: evil.example\r\n") == "HTTP/1.1 421")
    #expect(try status("Host: desk.example.org\r\nHost: evil.example\r\n") == "HTTP/1.1 421")
    #expect(try status("") == "HTTP/1.1 400")
    let refused = try served.exchange("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    #expect(refused.contains("This server is not called “evil.example”;"))
    #expect(try served.exchange("GET / HTTP/1.0\r\n\r\n").contains(" 400 Bad Request\r\n"))
  }

  @Test("asks its handler nothing about an address that leads out of its folders, or is not well encoded")
  func traversal() throws {
    let served = try echo()
    for (path, said) in [
      ("/../../etc/passwd", "GET [\"..\", \"..\", \"etc\", \"passwd\"] [] -"),
      ("/%2e%2e%2fetc", "GET [\"../etc\"] [] -"), ("/..%5c", "GET [\"..\\\\\"] [] -"),
      ("/a%00", "This address is not well encoded; “%” is followed by two hexadecimal digits."),
      ("/?a=%", "This address is not well encoded; “%” is followed by two hexadecimal digits."),
      ("/%ff", "This address is not valid UTF-8."), ("*", "An address here begins with “/”."),
      ("/" + String(repeating: "x", count: 2048), "This address is longer than 2048 bytes; shorten it."),
    ] {
      #expect(try served.get(path).body == said, "\(path.prefix(20))")
    }
  }

  @Test("ends a connection that sends more than a request may hold, or no request at all")
  func garbage() throws {
    let served = try echo()
    let long = String(repeating: "y", count: 100_000)
    for request in [
      "GET /\(long) HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(long)\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X: y\r\n", count: 20_000) + "\r\n",
      "\(long)\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX y\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n",
    ] {
      let client = try Client(served.port)
      try? client.send(request)
      client.finish()
      let answer = try client.rest()
      #expect(
        answer == "" || answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 5"),
        "\(answer.prefix(60))")
    }
    #expect(try served.get("/").status == 200)
  }

  // MARK: Many and slow clients

  @Test("answers while hundreds have begun to ask and do not go on")
  func crowd() throws {
    let served = try echo()
    let others = try (0..<300).map { number in
      let other = try Client(served.port)
      try other.send(String("GET / HTTP/1.1\r\nHost: local".prefix(1 + number % 27)))
      return other
    }
    for _ in 0..<10 { #expect(try served.get("/").status == 200) }
    withExtendedLifetime(others) {}
  }

  @Test("cuts off who takes longer to ask than twenty seconds, and not before")
  func slowAsking() throws {
    let served = try echo()
    let (idle, slow, quick) = (try Client(served.port), try Client(served.port), try Client(served.port))
    try slow.send("GET / HTTP/1.1\r\nHost: local")
    #expect(try quick.ask("/").status == 200)
    served.server.tick(at: .now + .seconds(19))
    try slow.send("host\r\n\r\n")
    #expect(try slow.receive().status == 200)
    // That a response has been taken in may be noticed a little later than here.
    let isOver = Atomic(false)
    Thread.detachNewThread {
      while !isOver.load(ordering: .relaxed) {
        served.server.tick(at: .now + .seconds(21))
        usleep(1000)
      }
    }
    defer { isOver.store(true, ordering: .relaxed) }
    #expect(try idle.isEnded() && slow.isEnded() && quick.isEnded())
    isOver.store(true, ordering: .relaxed)
    #expect(try served.get("/").status == 200)
  }

  @Test("cuts off who takes longer to listen than two minutes")
  func slowListening() throws {
    let body = [UInt8](repeating: 0x78, count: 64 << 20)
    let served = try Served { _ in Response(type: "text/plain", .bytes(body)) }
    let slow = try Client(served.port)
    try slow.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try slow.receive(through: "\r\n\r\n")
    served.server.tick(at: .now + .seconds(119))
    served.server.tick(at: .now + .seconds(121))
    #expect(try slow.rest().utf8.count < body.count)
  }

  @Test("says that too many wait where its four handlers are busy, and then answers those who waited")
  func busy() throws {
    let gate = DispatchSemaphore(value: 0)
    let begun = Atomic(0)
    let served = try Served { _ in
      begun.add(1, ordering: .relaxed)
      gate.wait()
      return text("done")
    }
    let clients = try (0..<204).map { _ in try Client(served.port) }
    for client in clients.prefix(4) { try client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") }
    while begun.load(ordering: .relaxed) < 4 { usleep(1000) }
    for client in clients.dropFirst(4) { try client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") }
    // Bytes of different connections may overtake each other, so that any of the last may be the one too many.
    var late: [Received] = []
    while late.isEmpty || late.last?.status != 503 {
      let more = try Client(served.port)
      try more.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
      late.append(try more.receive())
    }
    #expect(late.last?.headers["retry-after"] == "5")
    #expect(late.last?.body == "Too many requests are waiting; try again in a moment.")
    for _ in 0..<300 { gate.signal() }
    for client in clients { #expect(try client.receive().body == "done") }
  }

  // MARK: Ending

  @Test("finishes what has begun when it is stopped, and takes nothing more")
  func stopping() throws {
    let begun = DispatchSemaphore(value: 0)
    let gate = DispatchSemaphore(value: 0)
    let served = try Served { _ in
      begun.signal()
      gate.wait()
      return text("done")
    }
    let (client, idle) = (try Client(served.port), try Client(served.port))
    try client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    begun.wait()
    let port = served.port
    try inThreads(2) { number in
      if number == 0 { return served.stop() }
      while (try? Client(port)) != nil { usleep(1000) }
      gate.signal()
    }
    #expect(try client.receive().body == "done")
    #expect(try client.isEnded() && idle.isEnded())
  }
}

@Suite("A listener")
struct ListenerTests {
  @Test("says why there is none")
  func failures() throws {
    let first = try Listener(host: "127.0.0.1", port: 0)
    let port = try #require(UInt16(first.url.dropLast().split(separator: ":").last ?? ""))
    for (host, port, kind) in [
      ("127.0.0.1", port, .taken), ("192.0.2.1", 0, .unknown), ("no-such-host.invalid", 0, .unknown),
    ] as [(String, UInt16, Listener.Failure.Kind)] {
      let failure = try #require(throws: Listener.Failure.self) { try Listener(host: host, port: port) }
      #expect(failure.kind == kind && !failure.reason.isEmpty, "\(host): \(failure)")
    }
    close(first.descriptor)
  }

  @Test("is closed to programs that are started")
  func inheritance() throws {
    let listener = try Listener(host: "localhost", port: 0)
    #expect(fcntl(listener.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    close(listener.descriptor)
  }
}
