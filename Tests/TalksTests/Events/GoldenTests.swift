import Foundation
import Talks
import Testing

/// `Golden/TYPE/VERSION.jsonl` holds events as each version of their type's form writes them. The lines of the
/// current version are what those of the earlier ones come to, one for one from the first; it may have more.
@Suite("Events recorded by earlier versions")
struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Golden")

  private static func lines(of type: any EventType.Type, version: Int) throws -> [[UInt8]] {
    try Data(contentsOf: folder.appending(path: "\(type.name)/\(version).jsonl"))
      .split(separator: UInt8(ascii: "\n")).map { [UInt8]($0) }
  }

  @Test("are there for every type and every version of its form, and for nothing else")
  func complete() throws {
    let found = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".jsonl") }
    let wanted = Catalogue.all.flatMap { type in (1...type.version).map { "\(type.name)/\($0).jsonl" } }
    #expect(found.sorted() == wanted.sorted())
  }

  @Test(
    "still decode, and encode as the current version writes them",
    arguments: Catalogue.all.map { $0.name })
  func stable(name: String) throws {
    let type = try #require(Catalogue.type(named: name))
    let current = try Self.lines(of: type, version: type.version)
    #expect(!current.isEmpty)
    for version in 1...type.version {
      let lines = try Self.lines(of: type, version: version)
      #expect(!lines.isEmpty && lines.count <= current.count)
      for (bytes, now) in zip(lines, current) {
        let line = try Samples.read(bytes)
        #expect(line.event.typeName == name)
        #expect(Samples.written(line) == now)
        var codec = EventCodec()
        let body = EventCodec.encode(line.event)
        #expect(try codec.decode(type: name, body: body) == line.event)
        #expect(try codec.decode(type: name, body: Self.body(of: bytes)) == line.event)
      }
    }
  }

  /// What the log keeps of a line: its event, without what stands around it.
  private static func body(of line: [UInt8]) throws -> [UInt8] {
    var tape = JSONTape()
    try tape.parse(line)
    guard case .object(let members) = try JSONValue(tape, JSONTape.root) else { return [] }
    let fields = members.filter { !JournalLine.envelope.contains($0.key) }
    return JSONWriter.of(JSONValue.object(fields).write).bytes
  }

  @Test("have forms that are written down, so that none changes without its version being raised")
  func forms() throws {
    let file = Self.folder.appending(path: "forms.txt")
    let known = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    let current = Forms.current
    for line in current {
      #expect(
        known.contains(line),
        "Not in Golden/forms.txt; raise the version as docs/contributing.md says, and add “\(line)”.")
    }
    // A type's earlier versions stay, and every line is one of a version that there is or was.
    for type in Catalogue.all {
      let versions = known.filter { $0.hasPrefix("\(type.name) ") }
        .compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
      #expect(versions == Array(1...type.version), "\(type.name)")
    }
    let names = Set(known.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(names == Set(Catalogue.all.map { $0.name } + ["every-event", "source"]))
    // What every event may carry has no version: it only ever gains fields that may be absent.
    let shared = known.filter { $0.hasPrefix("every-event ") || $0.hasPrefix("source ") }
    #expect(Set(shared) == Set(Forms.shared))
    #expect((Event.commonFields + Source.fields).allSatisfy { $0.need != .required })
  }
}

/// The declarations of fields as text: what two forms differ in, a line a type.
private enum Forms {
  static var current: [String] { Catalogue.all.map { "\($0.name) \($0.version) \(text($0.fields))" } }

  /// Those that belong to no type alone, a line a field.
  static var shared: [String] {
    Event.commonFields.map { "every-event \(text([$0]))" } + Source.fields.map { "source \(text([$0]))" }
  }

  private static func text(_ fields: [FieldDescription]) -> String {
    if fields.isEmpty { return "nothing" }
    return fields.map { "\($0.name): \(kind($0.kind)), \($0.need)" }.joined(separator: "; ")
  }

  private static func kind(_ kind: FieldKind) -> String {
    switch kind {
    case .oneOf(_, let words): words.joined(separator: "|")
    case .reference(let thing): "reference to \(thing?.rawValue ?? "a thing")"
    default: "\(kind)"
    }
  }
}
