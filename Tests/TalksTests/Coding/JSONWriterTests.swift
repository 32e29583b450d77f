import Foundation
import Talks
import Testing

@Suite("Canonical JSON")
struct JSONWriterTests {
  @Test("escapes what RFC 8785 has escaped, as it has it, and nothing else")
  func escapes() {
    let written = JSONWriter.of { $0.string("\u{8}\t\n\u{C}\r\u{0}\u{1F}\"\\/é\u{7F}\u{2028}\u{1D11E}") }.text
    #expect(written == #""\b\t\n\f\r\u0000\u001f\"\\/é"# + "\u{7F}\u{2028}\u{1D11E}\"")
  }

  @Test("sorts members by name")
  func sorted() {
    func one(_ value: Int) -> JSONWriter { .of { $0.integer(value) } }
    let written = JSONWriter.of {
      $0.object([("b", one(1)), ("a-b", one(-2)), ("a", one(3)), ("B", one(4))])
    }
    #expect(written.text == #"{"B":4,"a":3,"a-b":-2,"b":1}"#)
  }

  @Test("is what Python writes, for every type and for every character below U+3000")
  func reference() throws {
    var lines = Catalogue.all.flatMap {
      [Samples.line(of: $0).bytes, Samples.line(of: $0, naming: false).bytes]
    }
    let scalars = (0..<0x3000).compactMap { Unicode.Scalar($0 as UInt32) }
    lines.append(JSONWriter.of { $0.string(String(String.UnicodeScalarView(scalars))) }.bytes)
    let input = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    let theirs = try python(
      """
      import sys, json
      lines = sys.stdin.buffer.read().decode().split("\\n")
      out = [json.dumps(json.loads(l), sort_keys=True, separators=(",", ":"), ensure_ascii=False) for l in lines]
      sys.stdout.buffer.write("\\n".join(out).encode())
      """, input: input)
    #expect(theirs == String(decoding: input, as: UTF8.self))
  }
}
