import Foundation
import Talks
import Testing

@Suite("Events recorded by earlier versions")
struct GoldenTests {
  private static let lines: [[UInt8]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Golden/events-v1.jsonl")
    let bytes = (try? Data(contentsOf: file)) ?? Data()
    return bytes.split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
  }()

  @Test("are there for every type")
  func complete() throws {
    let names = try Self.lines.map { try Samples.read($0).event.type.name }
    #expect(Set(names) == Set(Catalogue.all.map { $0.name }))
  }

  @Test("still decode, and encode to the same bytes")
  func stable() throws {
    for bytes in Self.lines {
      let line = try Samples.read(bytes)
      #expect(Samples.written(line) == bytes)
      var codec = EventCodec()
      let body = EventCodec.encode(line.event)
      #expect(try codec.decode(type: line.event.type.name, body: body) == line.event)
    }
  }
}
