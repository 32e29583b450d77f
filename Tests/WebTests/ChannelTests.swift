import Foundation
import Testing

@testable import Web

@Suite("A stream of events")
struct ChannelTests {
  private func message(_ id: Int, _ topic: String = "a") -> Channel.Message {
    Channel.Message(id: Int64(id), topic: topic, event: "recorded", data: "\(id)")
  }

  /// A server that gives the events of a channel after those in the address, of the topic that is its path.
  private func serve(_ channel: Channel, isCut: Bool = false) throws -> Served {
    try Served { [message = message(10)] request in
      do throws(Refusal) {
        let stream = try channel.stream(
          after: Int64(request.parameter("after") ?? "") ?? 0,
          earlier: request.parameter("earlier") == nil ? [] : [message], isCut: isCut,
          topic: request.path.first, to: request.client)
        return Response(type: "text/event-stream", .events(stream))
      } catch {
        return Response(error.status, type: "text/plain", .bytes(Array(error.sentence.utf8)))
      }
    }
  }

  private func listen(_ served: Served, _ path: String) throws -> Client {
    let client = try Client(served.port)
    try client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let head = try client.receive(through: "\r\n\r\n")
    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.contains("Content-Type: text/event-stream\r\n"))
    #expect(head.contains("X-Accel-Buffering: no\r\n") && head.contains("Cache-Control: no-store\r\n"))
    _ = try client.receive(through: "retry: 2000\n\n")
    return client
  }

  @Test("tells what was missed, then what happens, each once and in order")
  func telling() throws {
    let channel = Channel(after: 10)
    let served = try serve(channel)
    let client = try listen(served, "/?after=10&earlier=1")
    #expect(try client.receive(through: "\n\n").hasSuffix("event: recorded\nid: 10\ndata: 10\n\n"))
    channel.tell([message(11), message(12)])
    _ = try client.receive(
      through: "event: recorded\nid: 11\ndata: 11\n\nevent: recorded\nid: 12\ndata: 12\n\n")
    channel.tell([])
    channel.tell([message(13)])
    _ = try client.receive(through: "event: recorded\nid: 13\ndata: 13\n\n")
    #expect(channel.last == 13)
    let later = try listen(served, "/?after=12")
    _ = try later.receive(through: "event: recorded\nid: 13\ndata: 13\n\n")
    channel.close()
    for client in [client, later] {
      #expect(try client.receive(through: "0\r\n\r\n").contains("id:") == false)
    }
  }

  @Test("tells of its topic alone, and shows that it lives")
  func topics() throws {
    let channel = Channel(after: 0)
    let served = try serve(channel)
    let client = try listen(served, "/b")
    channel.tell([message(1, "a"), message(2, "b"), message(3, "a")])
    let told = try client.receive(through: "data: 2\n\n")
    #expect(!told.contains("data: 1"))
    channel.beat()
    #expect(try !client.receive(through: ": still here\n\n").contains("data"))
    channel.close()
    _ = try client.receive(through: "0\r\n\r\n")
  }

  @Test("ends for who has fallen behind what is kept, and for who has more to fetch first")
  func behind() throws {
    let channel = Channel(after: 0)
    let served = try serve(channel)
    channel.tell((1...1500).map { message($0) })
    let behind = try listen(served, "/?after=499")
    #expect(try behind.receive(through: "0\r\n\r\n").contains("data") == false)
    let kept = try listen(served, "/?after=500")
    #expect(try kept.receive(through: "data: 1500\n\n").contains("id: 501\n"))
    let cutting = try serve(channel, isCut: true)
    let cut = try listen(cutting, "/?after=1500&earlier=1")
    #expect(try cut.receive(through: "0\r\n\r\n").contains("data: 10\n\n"))
    channel.close()
  }

  @Test("is for two hundred at once; who leaves makes room")
  func full() throws {
    let channel = Channel(after: 0)
    let served = try serve(channel)
    var clients = try (0..<200).map { _ in try listen(served, "/") }
    let refused = try served.get("/")
    #expect(refused.status == 503 && refused.headers["retry-after"] == "5")
    #expect(refused.body == "Too many are listening already; try again later.")
    clients.removeFirst()
    // That a client is gone shows when it is told something.
    var answer = "503"
    while answer == "503" {
      channel.beat()
      let client = try Client(served.port)
      try client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
      answer = String(try client.receive(through: "\r\n").split(separator: " ")[1])
      if answer == "503" { usleep(10_000) }
    }
    #expect(answer == "200")
    channel.close()
    withExtendedLifetime(clients) {}
  }

  @Test("does not hold up the end of its server")
  func ending() throws {
    let channel = Channel(after: 0)
    let served = try serve(channel)
    let clients = try (0..<5).map { _ in try listen(served, "/") }
    channel.close()
    served.stop()
    for client in clients { #expect(try client.rest().hasSuffix("0\r\n\r\n")) }
  }
}
